// Fuzzes ParseBudget(): what it takes, it takes again after it was written.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "lib/text/text.h"
#include "reporters/compare/budget/budget.h"

namespace feluda {
namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

void CheckMistakes(absl::string_view message) {
  for (const absl::string_view line : absl::StrSplit(message, '\n')) {
    Require(absl::StartsWith(line, "b:"), "each mistake names its line");
    Require(Printable(line) == line, "a terminal shows it as it is");
  }
}

std::string Written(const BudgetLimit& limit) {
  const absl::string_view unit =
      UnitOf(limit.metric) == MetricUnit::kSeconds ? "s"
      : UnitOf(limit.metric) == MetricUnit::kBytes ? "B"
                                                   : "";
  return absl::StrFormat(" %s%s=%.17g%s", MetricKey(limit.metric),
                         limit.per_unit ? "_per_unit" : "", limit.most, unit);
}

void CheckLine(const BudgetLine& line) {
  std::string text = line.pattern.text();
  Require(!line.limits.empty(), "each line has a limit");
  for (const BudgetLimit& limit : line.limits) {
    Require(std::isfinite(limit.most) && limit.most >= 0, "it is an amount");
    absl::StrAppend(&text, Written(limit));
  }
  const absl::StatusOr<Budget> again = ParseBudget(text, "b");
  Require(again.ok(), "a line that was written is read");
  Require(again->lines[0].limits.size() == line.limits.size(), "all of it");
  for (size_t i = 0; i < line.limits.size(); ++i) {
    Require(again->lines[0].limits[i].most == line.limits[i].most,
            "with the same amounts");
  }
  // That it ends: names are told by programs, patterns by their users.
  line.pattern.Matches("sort/8");
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<feluda::Budget> budget = feluda::ParseBudget(text, "b");
  if (!budget.ok()) {
    feluda::CheckMistakes(budget.status().message());
    return 0;
  }
  feluda::Require(!budget->lines.empty(), "a budget limits something");
  for (const feluda::BudgetLine& line : budget->lines) {
    feluda::CheckLine(line);
  }
  return 0;
}
