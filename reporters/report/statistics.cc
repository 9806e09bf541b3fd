#include "reporters/report/statistics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

namespace feluda {
namespace {

double Mean(const std::vector<double>& values) {
  double sum = 0;
  for (double value : values) sum += value;
  return sum / values.size();
}

double PopulationStdDev(const std::vector<double>& values, double mean) {
  double squares = 0;
  for (double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / values.size());
}

// The figures that are averaged over the successes of one operator.
struct Samples {
  std::set<std::string> benchmarks;
  std::vector<double> seconds, memory_changes_mib, memory_peaks_mib;
};

void Collect(const std::optional<double>& value, std::vector<double>& values) {
  if (value.has_value()) values.push_back(*value);
}

void AddSuccess(const Result& result, Samples& samples) {
  samples.benchmarks.insert(result.Name());
  Collect(result.execution.seconds, samples.seconds);
  Collect(result.execution.MemoryChangeMib(), samples.memory_changes_mib);
  Collect(result.execution.memory_peak_mib, samples.memory_peaks_mib);
}

// `seconds` may have any order. REQUIRES: it is not empty.
OperatorStatistics::Times TimesOf(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  OperatorStatistics::Times times;
  times.mean = Mean(seconds);
  times.min = seconds.front();
  times.max = seconds.back();
  times.stddev = PopulationStdDev(seconds, times.mean);
  times.median = Quantile(seconds, 0.5);
  if (seconds.size() >= OperatorStatistics::kMinForP95) {
    times.p95 = Quantile(seconds, 0.95);
  }
  if (seconds.size() > 1 && times.mean > 0) {
    times.cv = times.stddev / times.mean;
  }
  return times;
}

void Finish(const Samples& samples, OperatorStatistics& statistics) {
  statistics.benchmarks = static_cast<int64_t>(samples.benchmarks.size());
  if (!samples.seconds.empty()) {
    statistics.execution_time = TimesOf(samples.seconds);
  }
  if (!samples.memory_changes_mib.empty()) {
    statistics.mean_memory_change_mib = Mean(samples.memory_changes_mib);
  }
  if (!samples.memory_peaks_mib.empty()) {
    statistics.max_memory_peak_mib = *std::max_element(
        samples.memory_peaks_mib.begin(), samples.memory_peaks_mib.end());
  }
}

}  // namespace

double Quantile(const std::vector<double>& sorted, double fraction) {
  const double at = fraction * static_cast<double>(sorted.size() - 1);
  const size_t below = static_cast<size_t>(at);
  const size_t above = std::min(below + 1, sorted.size() - 1);
  const double weight = at - static_cast<double>(below);
  return sorted[below] * (1 - weight) + sorted[above] * weight;
}

double OperatorStatistics::SuccessRate() const {
  return results == 0 ? 0 : static_cast<double>(successes) / results;
}

std::vector<OperatorStatistics> Summarize(const std::vector<Result>& results) {
  std::vector<OperatorStatistics> all;
  std::vector<Samples> samples;
  std::map<std::string, size_t> index_by_operator;
  for (const Result& result : results) {
    const auto [entry, is_new] =
        index_by_operator.emplace(result.operator_name, all.size());
    if (is_new) {
      all.emplace_back().operator_name = result.operator_name;
      samples.emplace_back();
    }
    const size_t index = entry->second;
    ++all[index].results;
    if (!result.Succeeded()) continue;
    ++all[index].successes;
    AddSuccess(result, samples[index]);
  }
  for (size_t i = 0; i < all.size(); ++i) Finish(samples[i], all[i]);
  return all;
}

}  // namespace feluda
