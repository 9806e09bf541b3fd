#include "lib/runner/rounds/round_results.h"

#include <algorithm>
#include <utility>

#include "lib/runs/aggregates.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

// What a benchmark reported that is declared with ReportAggregatesOnly(): the
// median of its repetitions, as a repetition.
std::vector<Run> MediansIn(const ProcessRuns& process) {
  std::vector<Run> medians;
  for (const std::vector<Run>& batch : process.batches) {
    for (Run run : batch) {
      if (run.aggregate_name != "median") continue;
      run.run_type = Run::RT_Iteration;
      run.aggregate_name.clear();
      TellProcess(process, run);
      medians.push_back(run);
    }
  }
  return medians;
}

// A run for each benchmark that ran in the process.
std::vector<Run> FiguresOf(const ProcessRuns& process) {
  std::vector<std::vector<Run>> benchmarks;
  for (const std::vector<Run>& batch : process.batches) {
    for (const Run& run : batch) {
      if (run.run_type == Run::RT_Aggregate) continue;
      const bool is_next =
          benchmarks.empty() ||
          benchmarks.back().front().family_index != run.family_index ||
          benchmarks.back().front().per_family_instance_index !=
              run.per_family_instance_index;
      if (is_next) benchmarks.emplace_back();
      benchmarks.back().push_back(run);
    }
  }
  std::vector<Run> figures;
  for (const std::vector<Run>& repetitions : benchmarks) {
    figures.push_back(MedianRun(repetitions));
  }
  return figures.empty() ? MediansIn(process) : figures;
}

// Sets what tells which benchmark a run is of.
void Place(const Run& like, Run& run) {
  run.run_name = like.run_name;
  run.family_index = like.family_index;
  run.per_family_instance_index = like.per_family_instance_index;
  run.threads = like.threads;
  run.time_unit = like.time_unit;
  run.complexity = like.complexity;
  run.complexity_n = like.complexity_n;
  run.complexity_lambda = like.complexity_lambda;
  run.statistics = like.statistics;
}

// Makes the runs repetitions of each other.
void Number(std::vector<Run>& repetitions) {
  for (size_t i = 0; i < repetitions.size(); ++i) {
    Run& run = repetitions[i];
    run.repetitions = static_cast<int64_t>(repetitions.size());
    run.repetition_index = static_cast<int64_t>(i);
    Set(run.counters, kRoundIndex, static_cast<double>(i));
  }
}

}  // namespace

RoundResults::RoundResults(
    std::vector<std::string> names,
    const std::map<std::string, std::vector<Run>>& resumed)
    : names_(std::move(names)),
      whole_(names_.size()),
      under_way_(names_.size()) {
  for (size_t i = 0; i < names_.size(); ++i) {
    const auto found = resumed.find(names_[i]);
    if (found == resumed.end()) continue;
    std::map<double, Round> rounds;
    for (const Run& run : found->second) {
      const std::optional<double> round = Get(run.counters, kRoundIndex);
      if (round.has_value()) rounds[*round].runs.push_back(run);
    }
    for (auto& [index, round] : rounds) {
      whole_[i].push_back(std::move(round));
    }
  }
}

void RoundResults::Add(size_t benchmark, const ProcessRuns& process) {
  Round round;
  if (process.failure.empty()) round.runs = FiguresOf(process);
  round.placed = !round.runs.empty();
  if (!round.placed) {
    round.runs = {FailedRun(names_[benchmark], process.failure.empty()
                                                   ? "reported nothing"
                                                   : process.failure)};
  }
  under_way_[benchmark] = std::move(round);
}

void RoundResults::EndRound() {
  for (size_t i = 0; i < names_.size(); ++i) {
    if (!under_way_[i].has_value()) continue;
    whole_[i].push_back(*std::move(under_way_[i]));
    under_way_[i].reset();
  }
}

std::vector<RoundResults::Round> RoundResults::RoundsToReport(
    size_t benchmark) const {
  if (!whole_[benchmark].empty()) return whole_[benchmark];
  if (!under_way_[benchmark].has_value()) return {};
  return {*under_way_[benchmark]};
}

bool RoundResults::Collect(const std::vector<Round>& rounds, size_t place,
                           std::vector<Run>& repetitions) {
  const Run* like = nullptr;
  for (const Round& round : rounds) {
    const bool is_there = place < round.runs.size();
    // A process that failed failed for all benchmarks of that name.
    if (!is_there && !Failed(round.runs.front())) continue;
    repetitions.push_back(round.runs[is_there ? place : 0]);
    if (round.placed && is_there) like = &round.runs[place];
  }
  Number(repetitions);
  if (like == nullptr) return false;
  for (Run& run : repetitions) Place(*like, run);
  return true;
}

void RoundResults::Report(benchmark::BenchmarkReporter& reporter) const {
  FamilyReporter families(reporter);
  for (size_t i = 0; i < names_.size(); ++i) {
    const std::vector<Round> rounds = RoundsToReport(i);
    size_t most = 0;
    for (const Round& round : rounds) most = std::max(most, round.runs.size());
    ProcessRuns as_one_process;
    bool placed = false;
    // More than one place where several benchmarks have the same name.
    for (size_t place = 0; place < most; ++place) {
      std::vector<Run> repetitions;
      placed = Collect(rounds, place, repetitions) || placed;
      const std::vector<Run> aggregates = MakeAggregates(repetitions);
      as_one_process.batches.push_back(std::move(repetitions));
      if (!aggregates.empty()) as_one_process.batches.push_back(aggregates);
    }
    if (placed) {
      families.Report(names_[i], as_one_process);
    } else if (most > 0) {
      families.ReportUnplaced(names_[i], as_one_process.batches);
    }
  }
  families.End();
}

}  // namespace feluda
