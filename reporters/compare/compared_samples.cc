#include "reporters/compare/compared_samples.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

namespace feluda {
namespace {

void Append(const ComparedBenchmark& benchmark, size_t metric,
            std::vector<double>& values, bool& varies) {
  for (const ProcessFigures& process : benchmark.processes) {
    const double value = process.values[metric];
    if (std::isnan(value)) continue;
    values.push_back(value);
    varies = varies || process.varies[metric];
  }
}

bool AreEqual(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(),
                     [&](double value) { return value == values.front(); });
}

}  // namespace

ComparedSamples IndependentSamples(const ComparedBenchmark& from,
                                   const ComparedBenchmark& to, size_t metric) {
  ComparedSamples samples;
  Append(from, metric, samples.old_values, samples.varies);
  Append(to, metric, samples.new_values, samples.varies);
  return samples;
}

ComparedSamples PairedSamples(const ComparedBenchmark& from,
                              const ComparedBenchmark& to, size_t metric) {
  std::map<int64_t, const ProcessFigures*> rounds;
  for (const ProcessFigures& process : from.processes) {
    if (process.round >= 0) rounds.emplace(process.round, &process);
  }
  ComparedSamples samples;
  for (const ProcessFigures& process : to.processes) {
    const auto partner = rounds.find(process.round);
    if (partner == rounds.end()) continue;
    const double old_value = partner->second->values[metric];
    const double new_value = process.values[metric];
    if (std::isnan(old_value) || std::isnan(new_value)) continue;
    samples.old_values.push_back(old_value);
    samples.new_values.push_back(new_value);
    samples.varies = samples.varies || process.varies[metric] ||
                     partner->second->varies[metric];
    rounds.erase(partner);
  }
  return samples;
}

bool IsConstantCount(const ComparedSamples& samples, ComparedMetric metric) {
  const auto is_constant = [](const std::vector<double>& values) {
    return AreEqual(values) && values.front() == std::floor(values.front());
  };
  return IsCounted(metric) && !samples.varies &&
         is_constant(samples.old_values) && is_constant(samples.new_values);
}

double MedianOfSample(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t last = values.size() - 1;
  return (values[last / 2] + values[(last + 1) / 2]) / 2;
}

}  // namespace feluda
