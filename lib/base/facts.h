// Named facts about an input, an operator or an output, such as `n_samples` 900
// or `method` "kmeans". A report prints them beside its measurements.

#ifndef LIB_BASE_FACTS_H_
#define LIB_BASE_FACTS_H_

#include <map>
#include <string>
#include <variant>

namespace feluda {

using Fact = std::variant<double, std::string>;

// The facts are ordered by name, so that the same ones always print alike.
using Facts = std::map<std::string, Fact>;

}  // namespace feluda

#endif  // LIB_BASE_FACTS_H_
