// The names of the benchmarks that --benchmark_filter picks.

#ifndef LIB_RUNNER_BENCHMARK_LIST_H_
#define LIB_RUNNER_BENCHMARK_LIST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace feluda {

// In the order in which they run. Runs none of them. Error: InvalidArgument
// where the filter picks none or is no regular expression, with the remedy.
// REQUIRES: Google Benchmark is initialised; `program` lives as long as it.
absl::StatusOr<std::vector<std::string>> ListBenchmarks(char* program);

}  // namespace feluda

#endif  // LIB_RUNNER_BENCHMARK_LIST_H_
