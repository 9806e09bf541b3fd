// Values of --benchmark_filter that match names literally. A filter is a POSIX
// extended expression.

#ifndef LIB_RUNNER_SELECTION_EXACT_FILTER_H_
#define LIB_RUNNER_SELECTION_EXACT_FILTER_H_

#include <string>
#include <vector>

namespace feluda {

// Escapes what a filter gives a meaning to, and nothing else: it refuses a
// backslash before any other character.
std::string EscapedForFilter(const std::string& name);

// A filter that picks the benchmarks with these names alone.
// REQUIRES: names is not empty.
std::string ExactFilter(const std::vector<std::string>& names);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_EXACT_FILTER_H_
