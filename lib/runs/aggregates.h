// Mean, median, standard deviation and coefficient of variation over the
// repetitions of a benchmark.

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

}  // namespace feluda

#endif  // LIB_RUNS_AGGREGATES_H_
