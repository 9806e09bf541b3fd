#include "reporters/compare/compared_side.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "lib/runs/counters.h"
#include "lib/runs/families.h"
#include "lib/runs/run_outcome.h"
#include "nlohmann/json.hpp"
#include "reporters/report/result.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

// The runs of one benchmark in one file.
struct FileRuns {
  std::vector<const Run*> measured;
  const Run* stand_in = nullptr;
  std::vector<const Run*> failed;
};

void AddTo(const Run& run, FileRuns& runs) {
  if (run.run_type == Run::RT_Aggregate) {
    const bool is_better =
        IsTypical(run) && (runs.stand_in == nullptr ||
                           AggregateRank(run.aggregate_name) <
                               AggregateRank(runs.stand_in->aggregate_name));
    if (is_better) runs.stand_in = &run;
  } else if (Failed(run)) {
    runs.failed.push_back(&run);
  } else if (!Skipped(run)) {
    runs.measured.push_back(&run);
  }
}

double Median(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  const size_t last = values.size() - 1;
  return (values[last / 2] + values[(last + 1) / 2]) / 2;
}

ProcessFigures FiguresOf(const std::vector<const Run*>& runs, int64_t round) {
  ProcessFigures figures;
  figures.round = round;
  std::vector<double> values;
  for (size_t i = 0; i < kMetricCount; ++i) {
    values.clear();
    for (const Run* run : runs) {
      const std::optional<double> value = MetricOf(*run, kMetrics[i]);
      if (value.has_value()) values.push_back(*value);
    }
    figures.values[i] = values.empty()
                            ? std::numeric_limits<double>::quiet_NaN()
                            : Median(values);
    figures.varies[i] = !values.empty() && values.front() != values.back();
  }
  return figures;
}

// All runs of a process tell the same.
void AddLoad(const Run& run, ProcessFigures& figures) {
  const std::optional<double> seconds = Get(run.counters, kProcessSeconds);
  const std::optional<double> other = Get(run.counters, kOtherCpuSeconds);
  const bool is_sound = seconds.has_value() && other.has_value() &&
                        *seconds > 0 && std::isfinite(*seconds + *other);
  if (!is_sound) return;
  figures.seconds = *seconds;
  figures.other_cpu_seconds = *other;
}

int64_t RoundOf(const Run& run) {
  const std::optional<double> round = Get(run.counters, kRoundIndex);
  constexpr double kMaxRounds = 1e9;
  return round.has_value() && *round >= 0 && *round < kMaxRounds
             ? static_cast<int64_t>(*round)
             : -1;
}

void AddProcesses(const FileRuns& runs, ComparedBenchmark& benchmark) {
  std::map<int64_t, std::vector<const Run*>> rounds;
  for (const Run* run : runs.measured) rounds[RoundOf(*run)].push_back(run);
  const bool has_failed = !runs.failed.empty();
  if (rounds.empty() && runs.stand_in != nullptr && !has_failed) {
    rounds[-1].push_back(runs.stand_in);
  }
  for (const auto& [round, of_round] : rounds) {
    benchmark.processes.push_back(FiguresOf(of_round, round));
    AddLoad(*of_round.front(), benchmark.processes.back());
  }
}

// What has to be the same for two figures to be of the same work.
Facts WorkOf(const Run& run) {
  Facts work;
  const Facts facts = GetFacts(run.counters);
  for (const char* name : {"seed", "weights"}) {
    const auto fact = facts.find(name);
    if (fact != facts.end()) work.insert(*fact);
  }
  const std::optional<InputSize> size = GetInputSize(run.counters);
  if (size.has_value()) {
    work["input"] = absl::StrCat(size->amount, " ", size->unit);
  }
  return work;
}

void AddOutcomes(const FileRuns& runs, ComparedBenchmark& benchmark) {
  AddProcesses(runs, benchmark);
  if (benchmark.failures == 0 && !runs.failed.empty()) {
    benchmark.failure = FailureMessage(*runs.failed.front());
  }
  benchmark.failures += static_cast<int64_t>(runs.failed.size());
  if (benchmark.facts.empty() && !runs.measured.empty()) {
    benchmark.facts = WorkOf(*runs.measured.front());
  }
}

// How many CPUs an object of a report says that there are, or infinity.
double CpusIn(const nlohmann::ordered_json& object, const char* key) {
  const double unknown = std::numeric_limits<double>::infinity();
  if (!object.is_object()) return unknown;
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? found->get<double>()
                                                     : unknown;
}

}  // namespace

void ComparedSide::Add(absl::string_view file, const RecordedRuns& recorded) {
  files_.emplace_back(file);
  provenances_.push_back(recorded.provenance);
  if (recorded.cut_short) cut_short_.emplace_back(file);
  if (!recorded.partial.empty()) {
    partial_.push_back(absl::StrCat(file, ": ", recorded.partial));
  }
  std::unordered_map<std::string, size_t> local;
  std::vector<std::string> names;
  std::vector<FileRuns> by_name;
  for (const Run& run : recorded.runs) {
    if (IsComplexityRow(run)) continue;
    std::string name = run.run_name.str();
    const auto [place, is_new] = local.emplace(std::move(name), names.size());
    if (is_new) {
      names.push_back(place->first);
      by_name.emplace_back();
    }
    AddTo(run, by_name[place->second]);
  }
  for (size_t i = 0; i < names.size(); ++i) {
    const FileRuns& runs = by_name[i];
    if (runs.measured.empty() && runs.failed.empty() &&
        runs.stand_in == nullptr) {
      continue;  // Skipped on purpose.
    }
    const auto [place, is_new] = places_.emplace(names[i], benchmarks_.size());
    if (is_new) benchmarks_.emplace_back().name = names[i];
    AddOutcomes(runs, benchmarks_[place->second]);
  }
}

double ComparedSide::cpus() const {
  double least = std::numeric_limits<double>::infinity();
  for (const Provenance& provenance : provenances_) {
    least = std::min({least, CpusIn(provenance.system_info, "cpu_count"),
                      CpusIn(provenance.benchmark, "num_cpus")});
  }
  return std::isfinite(least) && least > 1 ? least : 1;
}

const ComparedBenchmark* ComparedSide::Find(const std::string& name) const {
  const auto place = places_.find(name);
  return place == places_.end() ? nullptr : &benchmarks_[place->second];
}

void ComparedSide::Change(const std::string& name, ComparedMetric metric,
                          double factor, double more) {
  for (ProcessFigures& process : benchmarks_[places_.at(name)].processes) {
    double& value = process.values[static_cast<size_t>(metric)];
    value = value * factor + more;
  }
}

ComparedSide ComparedSide::WithRounds(
    const std::vector<int64_t>& rounds) const {
  ComparedSide side = *this;
  for (ComparedBenchmark& benchmark : side.benchmarks_) {
    std::map<int64_t, ProcessFigures> by_round;
    for (const ProcessFigures& process : benchmark.processes) {
      if (process.round >= 0) by_round.emplace(process.round, process);
    }
    benchmark.processes.clear();
    for (size_t i = 0; i < rounds.size(); ++i) {
      const auto process = by_round.find(rounds[i]);
      if (process == by_round.end()) continue;
      benchmark.processes.push_back(process->second);
      benchmark.processes.back().round = static_cast<int64_t>(i);
    }
  }
  return side;
}

}  // namespace feluda
