// Makes a --benchmark_filter that picks exactly the benchmarks of given names.

#ifndef LIB_RUNNER_SELECTION_EXACT_FILTER_H_
#define LIB_RUNNER_SELECTION_EXACT_FILTER_H_

#include <string>
#include <vector>

namespace feluda {

// Returns a POSIX extended regular expression. It escapes only characters that
// need it, since such expressions refuse other backslashes.
// REQUIRES: names is not empty.
std::string ExactFilter(const std::vector<std::string>& names);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_EXACT_FILTER_H_
