// Computes the mean, median, standard deviation and coefficient of variation
// over the repetitions of a benchmark.
//
//   std::vector<Run> aggregates = MakeAggregates(repetitions);

#ifndef LIB_RUNS_AGGREGATES_H_
#define LIB_RUNS_AGGREGATES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"

namespace feluda {

// Computes the times of an aggregate anew, and the counters that all
// repetitions have, and adds those that only aggregates have (see counters.h).
// Counters that carry text, and the round of a repetition, are left out. An
// aggregate other than `mean`, `median`, `stddev` (of a sample) and `cv` stays
// as it is.
// REQUIRES: repetitions is not empty and holds measured runs of the aggregate's
// benchmark.
void Recompute(
    benchmark::BenchmarkReporter::Run& aggregate,
    const std::vector<benchmark::BenchmarkReporter::Run>& repetitions);

// Makes the aggregates that Google Benchmark reports after the repetitions of a
// benchmark, the user's own statistics included, over those that were measured;
// none if these are fewer than two. Times are per iteration, so repetitions may
// differ in iterations, as those of several processes do. REQUIRES: repetitions
// is not empty and holds runs of one benchmark.
std::vector<benchmark::BenchmarkReporter::Run> MakeAggregates(
    const std::vector<benchmark::BenchmarkReporter::Run>& repetitions);

// Makes one run from several repetitions in one process: each figure is the
// median, and text is that of the first. If any failed or was skipped, the
// first such run is returned. REQUIRES: as MakeAggregates().
benchmark::BenchmarkReporter::Run MedianRun(
    const std::vector<benchmark::BenchmarkReporter::Run>& repetitions);

}  // namespace feluda

#endif  // LIB_RUNS_AGGREGATES_H_
