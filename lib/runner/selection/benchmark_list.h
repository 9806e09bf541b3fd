// Lists the benchmarks that --benchmark_filter picks.

#ifndef LIB_RUNNER_SELECTION_BENCHMARK_LIST_H_
#define LIB_RUNNER_SELECTION_BENCHMARK_LIST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "benchmark/benchmark.h"

namespace feluda {

// Returns the names in the order in which the benchmarks run. Runs none of
// them. Errors: InvalidArgument where the filter picks none or is no regular
// expression, and where any benchmark, picked or not, is registered wrongly
// (see RegistrationMistakes()), with the remedy; Internal where the system
// gives no process. REQUIRES: Google Benchmark is initialised; this process has
// one thread.
absl::StatusOr<std::vector<std::string>> ListBenchmarks(char* program);

// Makes the context that Google Benchmark gives its reporters for a run of
// these benchmarks: the machine, and how wide their names are. `repeated` makes
// it wide enough for the aggregates' names.
benchmark::BenchmarkReporter::Context ContextOf(
    const std::vector<std::string>& names, bool repeated);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_BENCHMARK_LIST_H_
