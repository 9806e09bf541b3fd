// Leaves manual benchmarks (lib/fixture/manual_registry.h) out of a run unless
// --benchmark_filter picks them.

#ifndef LIB_RUNNER_SELECTION_MANUAL_BENCHMARKS_H_
#define LIB_RUNNER_SELECTION_MANUAL_BENCHMARKS_H_

#include <string>
#include <vector>

namespace feluda {

// Sets --benchmark_filter to one that picks all but the manual benchmarks. A
// filter that the user gave, `all` included, stays.
// REQUIRES: Google Benchmark is initialised; all benchmarks are registered.
void ExcludeManualBenchmarks();

// Says for --benchmark_list_tests which of the listed benchmarks are manual: a
// heading, then each manual name once, indented, without the arguments of its
// instances. Empty if none is manual.
std::string DescribeManualBenchmarks(const std::vector<std::string>& listed);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_MANUAL_BENCHMARKS_H_
