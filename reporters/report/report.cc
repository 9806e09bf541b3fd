#include "reporters/report/report.h"

#include <utility>

#include "lib/runs/families.h"
#include "lib/runs/finite_figures.h"
#include "lib/runs/python_run.h"
#include "lib/runs/run_outcome.h"
#include "lib/runs/workers/worker_figures.h"
#include "nlohmann/json.hpp"
#include "reporters/report/python_info.h"

namespace feluda {

namespace {

bool IsOnWholeFolder(const Report::Run& run) {
  return GetFolderPass(run.counters).has_value() ||
         GetWorkersAtOnce(run.counters).has_value();
}

}  // namespace

Report::Report(Provenance provenance) : provenance_(std::move(provenance)) {}

void Report::Add(const Run& run) {
  Run finite = run;
  if (!MakeFinite(finite)) return;
  if (const auto python = GetPythonRunDetails(finite.counters)) {
    AddPythonInfo(*python, provenance_.system_info);
  }
  if (IsOnWholeFolder(finite)) {
    if (IsResult(finite)) passes_.push_back(ToResult(finite));
  } else if (IsResult(finite)) {
    AddMeasurement(finite);
  } else if (IsTypical(finite)) {
    AddAggregate(finite);
  } else if (Skipped(finite)) {
    skipped_.push_back(ToResult(finite));
  }
  runs_.push_back(std::move(finite));
}

void Report::AddMeasurement(const Run& run) {
  if (!Failed(run)) {
    Known& known = known_[run.run_name.str()];
    known.measured = true;
    if (known.stand_in.has_value()) RemoveStandIn(*known.stand_in);
  }
  results_.push_back(ToResult(run));
}

void Report::AddAggregate(const Run& run) {
  Known& known = known_[run.run_name.str()];
  if (known.measured) return;
  if (!known.stand_in.has_value()) {
    known.stand_in = results_.size();
    results_.push_back(ToResult(run));
    return;
  }
  Result& stand_in = results_[*known.stand_in];
  if (AggregateRank(run.aggregate_name) < AggregateRank(stand_in.aggregate)) {
    stand_in = ToResult(run);
  }
}

// Rare: Google Benchmark reports repetitions before their aggregates.
void Report::RemoveStandIn(size_t index) {
  results_.erase(results_.begin() + static_cast<std::ptrdiff_t>(index));
  for (auto& [name, known] : known_) {
    if (known.stand_in == index) {
      known.stand_in.reset();
    } else if (known.stand_in > index) {
      --*known.stand_in;
    }
  }
}

std::vector<const Report::Run*> Report::LoneAggregates() const {
  std::vector<const Run*> aggregates;
  for (const Run& run : runs_) {
    if (run.run_type != Run::RT_Aggregate || IsComplexityRow(run)) continue;
    const auto known = known_.find(run.run_name.str());
    if (known == known_.end() || known->second.measured) continue;
    aggregates.push_back(&run);
  }
  return aggregates;
}

void Report::Extend(const std::vector<Run>& runs) {
  for (const Run& run : runs) Add(run);
}

void Report::set_load_at_end(nlohmann::ordered_json load) {
  provenance_.system_info["load_at_end"] = std::move(load);
}

std::vector<OperatorStatistics> Report::Statistics() const {
  return Summarize(results_);
}

}  // namespace feluda
