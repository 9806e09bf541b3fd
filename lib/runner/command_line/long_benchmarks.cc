#include "lib/runner/command_line/long_benchmarks.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/fixture/manual_registry.h"
#include "lib/runner/command_line/duration_text.h"

namespace feluda {
namespace {

bool IsManual(const std::string& name) {
  return std::any_of(ManualNames().begin(), ManualNames().end(),
                     [&](const std::string& manual) {
                       return name == manual ||
                              absl::StartsWith(name, absl::StrCat(manual, "/"));
                     });
}

// The sum over the benchmarks that the newest report has, and over the others.
struct Sum {
  absl::Duration known;
  int64_t unknown = 0;
};

std::string SumText(const Sum& sum, absl::Duration timeout) {
  std::string text = "In all ";
  if (sum.known > absl::ZeroDuration()) {
    absl::StrAppend(&text, "about ", DurationText(sum.known),
                    sum.unknown > 0 ? " and " : "");
  }
  if (sum.unknown > 0) {
    absl::StrAppend(&text, "at most ", DurationText(timeout * sum.unknown),
                    " for the ", sum.unknown, " not known");
  }
  return absl::StrCat(text, ". Ctrl-C leaves the report of what was done.\n");
}

}  // namespace

std::string DescribeLongBenchmarks(
    const std::vector<std::string>& names,
    const std::map<std::string, absl::Duration>& expected,
    absl::Duration timeout) {
  std::string lines;
  Sum sum;
  for (const std::string& name : names) {
    const auto known = expected.find(name);
    const bool is_known = known != expected.end();
    if (!IsManual(name) && !(is_known && known->second >= kLong)) continue;
    if (is_known) {
      sum.known += known->second;
      absl::StrAppend(&lines, "  ", name, "  about ",
                      DurationText(known->second),
                      ", as in the newest report\n");
    } else {
      ++sum.unknown;
      absl::StrAppend(&lines, "  ", name, "  not known yet, at most ",
                      DurationText(timeout), " (--feluda_timeout)\n");
    }
  }
  if (lines.empty()) return "";
  return absl::StrCat("These take long:\n", lines, SumText(sum, timeout), "\n");
}

}  // namespace feluda
