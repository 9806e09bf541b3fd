#include "reporters/html/result_ranking.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "lib/runs/counters.h"

namespace feluda {
namespace {

using Figure = std::optional<double> (*)(const Result& result);

std::optional<double> Seconds(const Result& result) {
  return result.execution.seconds;
}

std::optional<double> ResidentRise(const Result& result) {
  const PhaseCost& cost = result.execution;
  if (!cost.memory_peak_mib || !cost.memory_before_mib) return std::nullopt;
  return *cost.memory_peak_mib - *cost.memory_before_mib;
}

std::optional<double> HeapPeak(const Result& result) {
  return Get(result.counters, Phase::kExecution, figure::kHeapPeakBytes);
}

std::vector<size_t> Highest(const std::vector<Result>& results, Figure figure,
                            size_t most) {
  std::vector<std::pair<double, size_t>> values;
  for (size_t i = 0; i < results.size(); ++i) {
    const std::optional<double> value = figure(results[i]);
    if (value.has_value() && std::isfinite(*value)) {
      values.emplace_back(-*value, i);
    }
  }
  most = std::min(most, values.size());
  std::partial_sort(values.begin(), values.begin() + most, values.end());
  std::vector<size_t> indices;
  for (size_t i = 0; i < most; ++i) indices.push_back(values[i].second);
  return indices;
}

std::vector<size_t> FirstFailures(const std::vector<Result>& results,
                                  size_t most) {
  std::vector<size_t> indices;
  for (size_t i = 0; i < results.size() && indices.size() < most; ++i) {
    if (results[i].error.has_value()) indices.push_back(i);
  }
  return indices;
}

std::vector<size_t> InOrder(size_t count) {
  std::vector<size_t> indices(count);
  for (size_t i = 0; i < count; ++i) indices[i] = i;
  return indices;
}

}  // namespace

std::vector<size_t> RankResults(const std::vector<Result>& results,
                                size_t group_size) {
  std::vector<size_t> chosen;
  std::vector<bool> is_chosen(results.size(), false);
  for (const std::vector<size_t>& group :
       {FirstFailures(results, group_size),
        Highest(results, Seconds, group_size),
        Highest(results, ResidentRise, group_size),
        Highest(results, HeapPeak, group_size), InOrder(results.size())}) {
    for (const size_t index : group) {
      if (!is_chosen[index]) chosen.push_back(index);
      is_chosen[index] = true;
    }
  }
  return chosen;
}

}  // namespace feluda
