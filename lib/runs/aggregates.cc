#include "lib/runs/aggregates.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <string>

#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;
using Values = std::vector<double>;
using Statistic = std::function<double(const Values&)>;

constexpr const char* kAggregateNames[] = {"mean", "median", "stddev", "cv"};

double Mean(const Values& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) /
         static_cast<double>(values.size());
}

double Median(const Values& values) {
  Values sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half]
                                : (sorted[half - 1] + sorted[half]) / 2;
}

double StdDev(const Values& values) {
  if (values.size() < 2) return 0;
  const double mean = Mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

double Cv(const Values& values) {
  const double mean = Mean(values);
  return mean == 0 ? 0 : StdDev(values) / mean;
}

Statistic StatisticOf(const std::string& aggregate_name) {
  static const auto* const statistics = new std::map<std::string, Statistic>{
      {"mean", Mean}, {"median", Median}, {"stddev", StdDev}, {"cv", Cv}};
  const auto found = statistics->find(aggregate_name);
  return found == statistics->end() ? Statistic() : found->second;
}

Values OfEach(const std::vector<Run>& runs,
              const std::function<double(const Run&)>& value) {
  Values values;
  values.reserve(runs.size());
  for (const Run& run : runs) values.push_back(value(run));
  return values;
}

double PerIteration(double total, const Run& run) {
  return total / static_cast<double>(std::max<int64_t>(1, run.iterations));
}

// Adds the statistic of a figure that is computed of several counters.
void AddDerived(const std::vector<Run>& repetitions, const Statistic& statistic,
                absl::string_view figure,
                std::optional<double> (*of)(const Counters&), Run& aggregate) {
  Values values;
  for (const Run& run : repetitions) {
    const std::optional<double> value = of(run.counters);
    if (!value.has_value()) return;
    values.push_back(*value);
  }
  Set(aggregate.counters, CounterName(Phase::kExecution, figure),
      statistic(values));
}

// Replaces the times and counters of a run by a statistic of theirs.
void Apply(const Statistic& statistic, const std::vector<Run>& repetitions,
           Run& aggregate) {
  // A time is reported divided by the iterations, a percentage as it is.
  const double scale = aggregate.aggregate_unit == benchmark::kPercentage
                           ? 1
                           : static_cast<double>(aggregate.iterations);
  aggregate.real_accumulated_time =
      scale * statistic(OfEach(repetitions, [](const Run& run) {
        return PerIteration(run.real_accumulated_time, run);
      }));
  aggregate.cpu_accumulated_time =
      scale * statistic(OfEach(repetitions, [](const Run& run) {
        return PerIteration(run.cpu_accumulated_time, run);
      }));

  aggregate.counters.clear();
  for (const auto& [name, counter] : repetitions.front().counters) {
    if (CarriesText(name) || name == kRoundIndex) continue;
    const bool everywhere = std::all_of(
        repetitions.begin(), repetitions.end(),
        [&name = name](const Run& run) { return run.counters.count(name); });
    if (!everywhere) continue;
    // The flags tell how Google Benchmark prints the counter.
    aggregate.counters[name] = counter;
    aggregate.counters[name].value =
        statistic(OfEach(repetitions, [&name = name](const Run& run) {
          return run.counters.at(name).value;
        }));
  }
  AddDerived(repetitions, statistic, figure::kCpuSeconds, ExecutionCpuSeconds,
             aggregate);
  AddDerived(repetitions, statistic, figure::kResidentRise,
             ExecutionResidentRise, aggregate);
}

std::vector<Run> Measured(const std::vector<Run>& repetitions) {
  std::vector<Run> measured;
  for (const Run& run : repetitions) {
    if (!Failed(run) && !Skipped(run)) measured.push_back(run);
  }
  return measured;
}

Run MakeAggregate(const benchmark::internal::Statistics& declared,
                  const std::vector<Run>& measured) {
  const Run& first = measured.front();
  Run aggregate;
  aggregate.statistics = nullptr;
  aggregate.run_name = first.run_name;
  aggregate.family_index = first.family_index;
  aggregate.per_family_instance_index = first.per_family_instance_index;
  aggregate.run_type = Run::RT_Aggregate;
  aggregate.aggregate_name = declared.name_;
  aggregate.aggregate_unit = declared.unit_;
  aggregate.threads = first.threads;
  aggregate.repetitions = first.repetitions;
  aggregate.repetition_index = Run::no_repetition_index;
  aggregate.time_unit = first.time_unit;
  // Google Benchmark presents the repetitions as the iterations.
  aggregate.iterations = static_cast<int64_t>(measured.size());
  const bool same_label = std::all_of(
      measured.begin(), measured.end(),
      [&](const Run& run) { return run.report_label == first.report_label; });
  if (same_label) aggregate.report_label = first.report_label;
  const Statistic ours = StatisticOf(declared.name_);
  Apply(ours ? ours : Statistic(declared.compute_), measured, aggregate);
  return aggregate;
}

}  // namespace

void Recompute(Run& aggregate, const std::vector<Run>& repetitions) {
  const Statistic statistic = StatisticOf(aggregate.aggregate_name);
  if (statistic) Apply(statistic, repetitions, aggregate);
}

std::vector<Run> MakeAggregates(const std::vector<Run>& repetitions) {
  const std::vector<Run> measured = Measured(repetitions);
  if (measured.size() < 2) return {};
  std::vector<Run> aggregates;
  if (measured.front().statistics != nullptr) {
    for (const auto& declared : *measured.front().statistics) {
      aggregates.push_back(MakeAggregate(declared, measured));
    }
    return aggregates;
  }
  for (const char* name : kAggregateNames) {
    const auto unit =
        name == std::string("cv") ? benchmark::kPercentage : benchmark::kTime;
    aggregates.push_back(MakeAggregate({name, nullptr, unit}, measured));
  }
  return aggregates;
}

Run MedianRun(const std::vector<Run>& repetitions) {
  for (const Run& run : repetitions) {
    if (Failed(run) || Skipped(run)) return run;
  }
  Run median = repetitions.front();
  if (repetitions.size() == 1) return median;
  Apply(Median, repetitions, median);
  for (const auto& [name, counter] : repetitions.front().counters) {
    if (CarriesText(name)) median.counters[name] = counter;
  }
  return median;
}

}  // namespace feluda
