// Text in user counters. A counter's value is a number, so text travels in its
// name: `fact.method=kmeans` says that `fact.method` is "kmeans".
//
//   SetText(counters, "fact.method", "kmeans");
//   GetTexts(counters, "fact.");  // {"method": "kmeans"}

#ifndef LIB_RUNS_TEXT_COUNTERS_H_
#define LIB_RUNS_TEXT_COUNTERS_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"

namespace feluda {

// Replaces whatever number or text the name had. REQUIRES: no '=' in `name`.
void SetText(benchmark::UserCounters& counters, absl::string_view name,
             absl::string_view text);

// Removes the number and the text of that name.
void EraseText(benchmark::UserCounters& counters, const std::string& name);

// Returns the texts whose names begin with `prefix`, by the rest of their
// names. Counters that are numbers are left out.
std::map<std::string, std::string> GetTexts(
    const benchmark::UserCounters& counters, absl::string_view prefix);

}  // namespace feluda

#endif  // LIB_RUNS_TEXT_COUNTERS_H_
