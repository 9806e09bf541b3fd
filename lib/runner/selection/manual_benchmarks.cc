#include "lib/runner/selection/manual_benchmarks.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "benchmark/benchmark.h"
#include "lib/fixture/manual_registry.h"
#include "lib/runner/selection/exact_filter.h"

namespace feluda {
namespace {

// Whether `name` is a benchmark registered as `manual`, or an instance of it.
bool IsInstance(const std::string& name, const std::string& manual) {
  return name == manual || absl::StartsWith(name, absl::StrCat(manual, "/"));
}

}  // namespace

void ExcludeManualBenchmarks() {
  if (!benchmark::GetBenchmarkFilter().empty() || ManualBenchmarks().empty()) {
    return;
  }
  std::vector<std::string> escaped;
  for (const auto& [name, times] : ManualBenchmarks()) {
    escaped.push_back(EscapedForFilter(name));
  }
  // A filter that begins with a minus picks what the rest does not match.
  benchmark::SetBenchmarkFilter(
      absl::StrCat("-^(", absl::StrJoin(escaped, "|"), ")(/|$)"));
}

std::string DescribeManualBenchmarks(const std::vector<std::string>& listed) {
  std::string names;
  for (const auto& [manual, times] : ManualBenchmarks()) {
    const bool is_listed =
        std::any_of(listed.begin(), listed.end(),
                    [&, &manual = manual](const std::string& name) {
                      return IsInstance(name, manual);
                    });
    if (is_listed) absl::StrAppend(&names, "  ", manual, "\n");
  }
  if (names.empty()) return "";
  return absl::StrCat(
      "\nOf these, the following run only when --benchmark_filter picks "
      "them:\n",
      names);
}

}  // namespace feluda
