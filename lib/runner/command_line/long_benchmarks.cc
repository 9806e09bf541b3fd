#include "lib/runner/command_line/long_benchmarks.h"

#include <cstdint>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "lib/fixture/manual_registry.h"
#include "lib/runner/command_line/duration_text.h"

namespace feluda {
namespace {

// The first Arg() of what follows a benchmark's registered name: 300 of
// "/seconds:300/iterations:1". 0 where there is none.
int64_t SizeIn(absl::string_view rest) {
  if (!absl::ConsumePrefix(&rest, "/")) return 0;
  rest = rest.substr(0, rest.find('/'));
  const size_t colon = rest.find(':');
  if (colon != absl::string_view::npos) {
    if (rest.substr(0, colon) == "iterations") return 0;
    rest.remove_prefix(colon + 1);
  }
  int64_t size;
  return absl::SimpleAtoi(rest, &size) ? size : 0;
}

struct Manual {
  std::optional<absl::Duration> typical_time;
};

// Nullopt where it is none.
std::optional<Manual> FindManual(absl::string_view name) {
  for (const auto& [manual, times] : ManualBenchmarks()) {
    absl::string_view rest = name;
    if (!absl::ConsumePrefix(&rest, manual)) continue;
    if (!rest.empty() && rest.front() != '/') continue;
    Manual found;
    const auto time = times.find(SizeIn(rest));
    if (time != times.end()) found.typical_time = time->second;
    return found;
  }
  return std::nullopt;
}

// The sum over the benchmarks whose time is known, and over the others.
struct Sum {
  absl::Duration known;
  int64_t unknown = 0;
};

std::string SumText(const Sum& sum, absl::Duration timeout, int64_t times) {
  std::string text =
      times == 1 ? "In all " : absl::StrCat("In all, in ", times, " rounds, ");
  if (sum.known > absl::ZeroDuration()) {
    absl::StrAppend(&text, "about ", DurationText(sum.known * times),
                    sum.unknown > 0 ? " and " : "");
  }
  if (sum.unknown > 0) {
    absl::StrAppend(&text, "at most ",
                    DurationText(timeout * sum.unknown * times), " for the ",
                    sum.unknown, " not known");
  }
  return absl::StrCat(text, ". Ctrl-C leaves the report of what was done.\n");
}

}  // namespace

std::string DescribeLongBenchmarks(
    const std::vector<std::string>& names,
    const std::map<std::string, absl::Duration>& expected,
    absl::Duration timeout, int64_t times) {
  std::string lines;
  Sum sum;
  for (const std::string& name : names) {
    const auto known = expected.find(name);
    const bool is_known = known != expected.end();
    const std::optional<Manual> manual = FindManual(name);
    if (!manual && !(is_known && known->second >= kLong)) continue;
    if (is_known) {
      sum.known += known->second;
      absl::StrAppend(&lines, "  ", name, "  about ",
                      DurationText(known->second),
                      ", as in the newest report\n");
    } else if (manual->typical_time.has_value()) {
      sum.known += *manual->typical_time;
      absl::StrAppend(&lines, "  ", name, "  about ",
                      DurationText(*manual->typical_time),
                      " on a 2-CPU cloud machine of 2025\n");
    } else {
      ++sum.unknown;
      absl::StrAppend(&lines, "  ", name, "  not known yet, at most ",
                      DurationText(timeout), " (--feluda_timeout)\n");
    }
  }
  if (lines.empty()) return "";
  return absl::StrCat("These take long:\n", lines, SumText(sum, timeout, times),
                      "\n");
}

}  // namespace feluda
