// The texts of a comparison, which all its formats share.

#ifndef REPORTERS_COMPARE_FORMATS_COMPARISON_TEXT_H_
#define REPORTERS_COMPARE_FORMATS_COMPARISON_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "reporters/compare/budget/budget.h"
#include "reporters/compare/comparison.h"
#include "reporters/compare/conditions/conditions.h"
#include "reporters/compare/formats/report_section.h"

namespace feluda {

// All that a comparison says, in any format.
struct ComparisonReport {
  Comparison comparison;
  std::vector<OtherCondition> conditions;
  // What the load averages say where no file tells more; see other_load.h.
  std::string load_averages;
  // Notes about the files, such as that one is partial.
  std::vector<std::string> notes;
  std::vector<BrokenLimit> broken_limits;
};

// "worse", "better", "cannot tell", "no verdict", "same".
absl::string_view VerdictWord(ComparedVerdict verdict);

// "+7.1 … +13.2 %", "exact" for a constant count, "" without an interval.
std::string IntervalText(const ComparedFigure& figure);

// "cannot tell, needs 20 for 12.5 %": LegendLines() say what that means.
std::string VerdictText(const ComparedFigure& figure);

// "old.json (10 processes)"; `processes` is the most that any figure has.
std::string SideText(const std::vector<std::string>& files, size_t processes);
size_t MostProcesses(const Comparison& comparison, bool new_side);

// Paragraphs that stand before the figures: what differs beside the program,
// notes, what newly failed, budgets broken.
std::vector<ReportSection> SectionsBefore(const ComparisonReport& report);
// Paragraphs that stand after them: added, removed, newly passing.
std::vector<ReportSection> SectionsAfter(const ComparisonReport& report);

// "2 worse, 1 better, 120 the same, 14 cannot be told".
std::string SummaryText(const ComparisonReport& report);
// What the verdicts of this comparison mean and how far they can be trusted, a
// sentence or two each.
std::vector<std::string> LegendLines(const Comparison& comparison);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_FORMATS_COMPARISON_TEXT_H_
