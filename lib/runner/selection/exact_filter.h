// A --benchmark_filter that picks benchmarks of these names alone.

#ifndef LIB_RUNNER_SELECTION_EXACT_FILTER_H_
#define LIB_RUNNER_SELECTION_EXACT_FILTER_H_

#include <string>
#include <vector>

namespace feluda {

// A POSIX extended expression, which refuses a backslash before what needs
// none. REQUIRES: names is not empty.
std::string ExactFilter(const std::vector<std::string>& names);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_EXACT_FILTER_H_
