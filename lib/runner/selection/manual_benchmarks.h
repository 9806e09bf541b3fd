// Benchmarks that take minutes run only when asked for.

#ifndef LIB_RUNNER_SELECTION_MANUAL_BENCHMARKS_H_
#define LIB_RUNNER_SELECTION_MANUAL_BENCHMARKS_H_

namespace feluda {

// Picks all benchmarks but those whose input's name begins with `large_`,
// `xlarge_` or `long_`: the filter where the user gives none. A name with a dot
// is that of a user's file, and is picked.
inline constexpr char kExcludeManual[] = "-/(x?large|long)_[^.]*$";

// Sets --benchmark_filter to it unless it is set, `all` included.
// REQUIRES: Google Benchmark is initialised.
void ExcludeManualBenchmarks();

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_MANUAL_BENCHMARKS_H_
