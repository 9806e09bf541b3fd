// Mean, median, standard deviation and coefficient of variation over the
// repetitions of a benchmark.
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
// benchmark, statistics of the user's included, over those that were measured;
// none where these are fewer than two. Repetitions may differ in iterations: a
// time is per iteration, as from processes that each chose their own number.
// REQUIRES: repetitions is not empty and holds runs of one benchmark.
std::vector<benchmark::BenchmarkReporter::Run> MakeAggregates(
    const std::vector<benchmark::BenchmarkReporter::Run>& repetitions);

// Makes one run of several repetitions in one process: each figure is the
// median of theirs, and what is text is the first one's. The first that failed
// or was skipped stands for all. REQUIRES: as MakeAggregates().
benchmark::BenchmarkReporter::Run MedianRun(
    const std::vector<benchmark::BenchmarkReporter::Run>& repetitions);

}  // namespace feluda

#endif  // LIB_RUNS_AGGREGATES_H_
