// The figures of an aggregate: seconds and bytes, or shares where its unit is a
// percentage.

#ifndef REPORTERS_REPORT_AGGREGATE_FIGURES_H_
#define REPORTERS_REPORT_AGGREGATE_FIGURES_H_

#include <optional>

#include "benchmark/benchmark.h"

namespace feluda {

struct AggregateFigures {
  // Whether the figures are shares, such as the 0.031 of a `cv`, not
  // seconds and bytes.
  bool is_share = false;
  // Per iteration. Nullopt where it is unknown: CPU time of threads and
  // children is a sum, of which only the mean is known where the repetitions
  // were not reported.
  std::optional<double> real;
  std::optional<double> cpu;
  // How far resident memory rose, in bytes. A difference of two figures, so
  // likewise only its mean may be known.
  std::optional<double> memory_rise;
  // Bytes: the highest resident memory, and how far the heap rose.
  std::optional<double> peak_memory;
  std::optional<double> peak_heap;
  std::optional<double> allocations;
};

// REQUIRES: an aggregate, and no complexity row, after MakeFinite().
AggregateFigures GetAggregateFigures(
    const benchmark::BenchmarkReporter::Run& run);

}  // namespace feluda

#endif  // REPORTERS_REPORT_AGGREGATE_FIGURES_H_
