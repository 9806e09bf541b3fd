// The times of an aggregate: seconds, or shares where its unit is a percentage.

#ifndef REPORTERS_REPORT_AGGREGATE_FIGURES_H_
#define REPORTERS_REPORT_AGGREGATE_FIGURES_H_

#include <optional>

#include "benchmark/benchmark.h"

namespace feluda {

struct AggregateFigures {
  // Whether the figures are shares, such as the 0.031 of a `cv`, not seconds.
  bool is_share = false;
  // Per iteration. Nullopt is unknown. The CPU time of threads and children is
  // a sum of counters, and no statistic but the mean of a sum is that of its
  // parts.
  std::optional<double> real;
  std::optional<double> cpu;
};

// REQUIRES: an aggregate, and no complexity row, after MakeFinite().
AggregateFigures GetAggregateFigures(
    const benchmark::BenchmarkReporter::Run& run);

}  // namespace feluda

#endif  // REPORTERS_REPORT_AGGREGATE_FIGURES_H_
