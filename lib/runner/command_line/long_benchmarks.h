// Names the benchmarks of a run that take minutes, before they start: a filter
// such as `500` also picks `large_rows/50000`.

#ifndef LIB_RUNNER_COMMAND_LINE_LONG_BENCHMARKS_H_
#define LIB_RUNNER_COMMAND_LINE_LONG_BENCHMARKS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace feluda {

// A benchmark that took this long before is named.
inline constexpr absl::Duration kLong = absl::Minutes(1);

// Returns a line for each of `names` that takes minutes, with how long it took
// in the newest report; with its declared typical time where it is not in
// there, and with `timeout` where that is not declared; and a line with the
// sum. Empty where there is none. Those take minutes that are declared as
// manual (manual_registry.h), and those that `expected` says so of.
std::string DescribeLongBenchmarks(
    const std::vector<std::string>& names,
    const std::map<std::string, absl::Duration>& expected,
    absl::Duration timeout, int64_t times = 1);

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_LONG_BENCHMARKS_H_
