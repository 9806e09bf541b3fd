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

// A benchmark that took this long before counts as long.
inline constexpr absl::Duration kLong = absl::Minutes(1);

// Returns a line for each long benchmark of `names`, and one with the sum for
// `times` rounds; empty if there is none. Long are those that are declared as
// manual (manual_registry.h) and those that took kLong by `expected`, which has
// times from the newest report. A line has that time, or else the declared
// typical time, or else `timeout`.
std::string DescribeLongBenchmarks(
    const std::vector<std::string>& names,
    const std::map<std::string, absl::Duration>& expected,
    absl::Duration timeout, int64_t times = 1);

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_LONG_BENCHMARKS_H_
