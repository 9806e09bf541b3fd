// Makes values of --benchmark_filter that match names literally. A filter is a
// POSIX extended regular expression.

#ifndef LIB_RUNNER_SELECTION_EXACT_FILTER_H_
#define LIB_RUNNER_SELECTION_EXACT_FILTER_H_

#include <string>
#include <vector>

namespace feluda {

// Escapes the characters that have a meaning in a filter, and no others: a
// backslash before another character is an error.
std::string EscapedForFilter(const std::string& name);

// Returns a filter that picks only the benchmarks with these names.
// REQUIRES: names is not empty.
std::string ExactFilter(const std::vector<std::string>& names);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_EXACT_FILTER_H_
