// The figures of one benchmark and metric on both sides of a comparison.

#ifndef REPORTERS_COMPARE_COMPARED_SAMPLES_H_
#define REPORTERS_COMPARE_COMPARED_SAMPLES_H_

#include <cstddef>
#include <vector>

#include "reporters/compare/compared_side.h"
#include "reporters/compare/metric.h"

namespace feluda {

struct ComparedSamples {
  // A figure for each process, in their order.
  std::vector<double> old_values;
  std::vector<double> new_values;
  // Whether the repetitions inside a process differ.
  bool varies = false;
};

// Takes all processes that measured the metric, an index into kMetrics.
ComparedSamples IndependentSamples(const ComparedBenchmark& from,
                                   const ComparedBenchmark& to, size_t metric);

// Takes the rounds that both sides have; figures of one round have the same
// index.
ComparedSamples PairedSamples(const ComparedBenchmark& from,
                              const ComparedBenchmark& to, size_t metric);

// Whether it is a count, and the same in every process and repetition of each
// side. A mean over iterations that is no whole number does not qualify, since
// it differs between iterations.
// REQUIRES: neither side is empty.
bool IsConstantCount(const ComparedSamples& samples, ComparedMetric metric);

// REQUIRES: not empty.
double MedianOfSample(std::vector<double> values);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_COMPARED_SAMPLES_H_
