#include "reporters/compare/power/recorded_trials.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "lib/runs/counters.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

constexpr double kTenPercentMore = 1.1;

std::vector<int64_t> RoundsIn(const ComparedSide& side, bool pairs) {
  std::set<int64_t> rounds;
  for (const ComparedBenchmark& benchmark : side.benchmarks()) {
    for (const ProcessFigures& process : benchmark.processes) {
      if (process.round >= 0) rounds.insert(process.round);
    }
  }
  std::vector<int64_t> chosen;
  for (const int64_t round : rounds) {
    const bool is_first = round % 2 == 0 && rounds.count(round + 1) > 0;
    if (!pairs || is_first) chosen.push_back(round);
  }
  return chosen;
}

size_t DrawIndex(size_t size, MadeUpSamples& made) {
  return static_cast<size_t>(made.Uniform() * static_cast<double>(size));
}

bool HasConstantAllocations(const ComparedBenchmark& benchmark) {
  const auto metric = static_cast<size_t>(ComparedMetric::kAllocations);
  const std::vector<ProcessFigures>& processes = benchmark.processes;
  return !processes.empty() &&
         std::all_of(processes.begin(), processes.end(),
                     [&](const ProcessFigures& process) {
                       const double value = process.values[metric];
                       return value == processes.front().values[metric] &&
                              value == std::floor(value) &&
                              !process.varies[metric];
                     });
}

void Renumber(RecordedRuns recorded, double offset, ComparedSide& side) {
  for (benchmark::BenchmarkReporter::Run& run : recorded.runs) {
    const auto round = Get(run.counters, kRoundIndex);
    if (round.has_value()) Set(run.counters, kRoundIndex, 2 * *round + offset);
  }
  side.Add(offset == 0 ? "one" : "other", recorded);
}

}  // namespace

bool RecordedTrial::IsFoundIn(const Comparison& comparison) const {
  const auto is_changed = [&](ComparedMetric metric) {
    return std::find(metrics.begin(), metrics.end(), metric) != metrics.end();
  };
  for (const BenchmarkChange& pair : comparison.benchmarks) {
    if (pair.name != changed) continue;
    return std::any_of(pair.figures.begin(), pair.figures.end(),
                       [&](const ComparedFigure& figure) {
                         return is_changed(figure.metric) &&
                                figure.verdict == ComparedVerdict::kWorse;
                       });
  }
  return false;
}

RecordedTrials::RecordedTrials(ComparedSide side, bool pairs)
    : side_(std::move(side)), pairs_(pairs), rounds_(RoundsIn(side_, pairs)) {}

RecordedTrial RecordedTrials::Draw(int count, MadeUpChange change,
                                   MadeUpSamples& made) const {
  std::vector<int64_t> from;
  std::vector<int64_t> to;
  for (int i = 0; i < count; ++i) {
    const int64_t round = rounds_[DrawIndex(rounds_.size(), made)];
    const bool is_swapped = made.Uniform() < 0.5;
    if (pairs_) {
      from.push_back(is_swapped ? round + 1 : round);
      to.push_back(is_swapped ? round : round + 1);
    } else {
      from.push_back(round);
      to.push_back(rounds_[DrawIndex(rounds_.size(), made)]);
    }
  }
  RecordedTrial trial;
  trial.old_side = side_.WithRounds(from);
  trial.new_side = side_.WithRounds(to);
  if (change != MadeUpChange::kNothing) Change(change, made, trial);
  return trial;
}

void RecordedTrials::Change(MadeUpChange change, MadeUpSamples& made,
                            RecordedTrial& trial) const {
  std::vector<std::string> names;
  for (const ComparedBenchmark& benchmark : side_.benchmarks()) {
    const bool is_fit = change == MadeUpChange::kTenPercent
                            ? !benchmark.processes.empty()
                            : HasConstantAllocations(benchmark);
    if (is_fit && benchmark.failures == 0) names.push_back(benchmark.name);
  }
  if (names.empty()) return;
  trial.changed = names[DrawIndex(names.size(), made)];
  if (change == MadeUpChange::kOneAllocation) {
    trial.metrics = {ComparedMetric::kAllocations};
    trial.new_side.Change(trial.changed, trial.metrics[0], 1, 1);
    return;
  }
  trial.metrics = {ComparedMetric::kTime, ComparedMetric::kCpuTime};
  for (const ComparedMetric metric : trial.metrics) {
    trial.new_side.Change(trial.changed, metric, kTenPercentMore, 0);
  }
}

ComparedSide Interleaved(const RecordedRuns& one, const RecordedRuns& other) {
  ComparedSide side;
  Renumber(one, 0, side);
  Renumber(other, 1, side);
  return side;
}

std::string TimesAsJson(const ComparedSide& side, const std::string& changed) {
  nlohmann::ordered_json runs = nlohmann::ordered_json::array();
  for (const ComparedBenchmark& benchmark : side.benchmarks()) {
    for (const ProcessFigures& process : benchmark.processes) {
      const auto value = [&](ComparedMetric metric) {
        return process.values[static_cast<size_t>(metric)];
      };
      runs.push_back({{"name", benchmark.name},
                      {"run_name", benchmark.name},
                      {"run_type", "iteration"},
                      {"repetitions", benchmark.processes.size()},
                      {"repetition_index", process.round},
                      {"threads", 1},
                      {"iterations", 1},
                      {"real_time", value(ComparedMetric::kTime)},
                      {"cpu_time", value(ComparedMetric::kCpuTime)},
                      {"time_unit", "s"}});
    }
  }
  nlohmann::ordered_json json;
  json["context"]["changed"] = changed;
  json["benchmarks"] = std::move(runs);
  return DumpJson(json, 1);
}

}  // namespace feluda
