// The names of the benchmarks that --benchmark_filter picks.

#ifndef LIB_RUNNER_SELECTION_BENCHMARK_LIST_H_
#define LIB_RUNNER_SELECTION_BENCHMARK_LIST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "benchmark/benchmark.h"

namespace feluda {

// In the order in which they run; a name that several have stands once. Runs
// none of them. Error: InvalidArgument
// where the filter picks none or is no regular expression, with the remedy.
// REQUIRES: Google Benchmark is initialised; `program` lives as long as it.
absl::StatusOr<std::vector<std::string>> ListBenchmarks(char* program);

// What Google Benchmark tells its reporters of a run of these benchmarks: the
// machine, and how wide their names are. `repeated` leaves room for the
// aggregates' names.
benchmark::BenchmarkReporter::Context ContextOf(
    const std::vector<std::string>& names, bool repeated);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_BENCHMARK_LIST_H_
