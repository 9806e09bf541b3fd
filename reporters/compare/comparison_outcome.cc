#include "reporters/compare/comparison_outcome.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/program/program.h"
#include "reporters/compare/conditions/conditions.h"
#include "reporters/compare/conditions/other_load.h"

namespace feluda {
namespace {

std::string FilesOf(const ComparedSide& side) {
  return absl::StrJoin(side.files(), ", ");
}

bool HasNothingInCommon(const Comparison& comparison) {
  // A benchmark that was added and failed is newly failed, too.
  return comparison.benchmarks.empty() && comparison.failed_on_both.empty() &&
         comparison.newly_passing.empty() &&
         comparison.newly_failed.size() <= comparison.added.size() &&
         std::all_of(
             comparison.newly_failed.begin(), comparison.newly_failed.end(),
             [&](const ComparedFailure& failure) {
               return std::count(comparison.added.begin(),
                                 comparison.added.end(), failure.name) > 0;
             });
}

bool IsEmpty(const Comparison& comparison) {
  return HasNothingInCommon(comparison) && comparison.added.empty() &&
         comparison.removed.empty();
}

// Empty where a benchmark has a figure on both sides, or failed newly.
std::string WhyNothingIsCompared(const ComparisonReport& report,
                                 const ComparedSide& old_side,
                                 const ComparedSide& new_side) {
  const Comparison& comparison = report.comparison;
  for (const ComparedSide* side : {&old_side, &new_side}) {
    if (side->benchmarks().empty()) {
      return absl::StrCat(FilesOf(*side), ": has no benchmark that ran");
    }
  }
  if (HasNothingInCommon(comparison)) {
    return absl::StrCat(FilesOf(old_side), " and ", FilesOf(new_side),
                        " have no benchmark in common");
  }
  const bool has_figure = std::any_of(
      comparison.benchmarks.begin(), comparison.benchmarks.end(),
      [](const BenchmarkChange& pair) { return !pair.figures.empty(); });
  if (has_figure || !comparison.newly_failed.empty()) return "";
  if (!comparison.failed_on_both.empty() && comparison.newly_passing.empty()) {
    return absl::StrCat("all benchmarks failed, in ", FilesOf(old_side),
                        " as in ", FilesOf(new_side));
  }
  if (!comparison.newly_passing.empty()) {
    return absl::StrCat("all benchmarks of ", FilesOf(old_side),
                        " failed: there is nothing to compare with");
  }
  return "no figure was measured on both sides";
}

ComparisonOutcome NotComparable(absl::string_view why) {
  return {kExitNotComparable, absl::StrCat("Not comparable: ", why)};
}

bool IsAnythingUntold(const Comparison& comparison) {
  return comparison.Count(ComparedVerdict::kCannotTell) > 0 ||
         comparison.Count(ComparedVerdict::kNone) > 0;
}

bool IsAnythingWorse(const ComparisonReport& report) {
  return report.comparison.Count(ComparedVerdict::kWorse) > 0 ||
         !report.comparison.newly_failed.empty() ||
         !report.broken_limits.empty();
}

ComparisonOutcome StrictRefusal(const ComparisonReport& report,
                                const ComparedSide& old_side,
                                const ComparedSide& new_side) {
  const bool is_partial =
      !old_side.partial().empty() || !new_side.partial().empty();
  if (report.conditions.empty() && report.comparison.other_work.empty() &&
      !is_partial) {
    return {};
  }
  return NotComparable(absl::StrCat(
      "--strict takes ", is_partial ? "whole reports" : "the same conditions",
      " on both sides; what differs is told above"));
}

}  // namespace

ComparisonReport CompareSides(const ComparedSide& old_side,
                              const ComparedSide& new_side,
                              const CompareOptions& options) {
  ComparisonReport report;
  report.comparison = Compare(old_side, new_side, options);
  report.conditions = OtherConditions(old_side, new_side);
  if (!report.comparison.load.has_value() && !options.pairs) {
    report.load_averages = DescribeLoadAverages(old_side, new_side);
  }
  for (const ComparedSide* side : {&old_side, &new_side}) {
    report.notes.insert(report.notes.end(), side->partial().begin(),
                        side->partial().end());
  }
  return report;
}

ComparisonOutcome OutcomeOf(const ComparisonReport& report,
                            const ComparedSide& old_side,
                            const ComparedSide& new_side,
                            const CompareOptions& options, bool strict) {
  const Comparison& comparison = report.comparison;
  if (options.filter.has_value() && IsEmpty(comparison) &&
      !(old_side.benchmarks().empty() && new_side.benchmarks().empty())) {
    return {kExitBadUse,
            absl::StrCat("--benchmark_filter: '", options.filter->text(),
                         "' finds no benchmark on either side")};
  }
  for (const ComparedSide* side : {&old_side, &new_side}) {
    if (side->cut_short().empty()) continue;
    return NotComparable(
        absl::StrCat(absl::StrJoin(side->cut_short(), ", "),
                     ": is cut short; what is compared is what is there"));
  }
  const std::string why = WhyNothingIsCompared(report, old_side, new_side);
  if (!why.empty()) return NotComparable(why);
  if (strict) {
    ComparisonOutcome refusal = StrictRefusal(report, old_side, new_side);
    if (refusal.status != kExitSuccess) return refusal;
  }
  if (IsAnythingWorse(report)) {
    const bool all_failed =
        comparison.benchmarks.empty() && !comparison.newly_failed.empty();
    return {kExitFailure, all_failed
                              ? absl::StrCat("All benchmarks of ",
                                             FilesOf(new_side), " failed")
                              : ""};
  }
  if (strict && IsAnythingUntold(comparison)) {
    return {kExitCannotTell, "--strict: some figures cannot be told"};
  }
  return {};
}

}  // namespace feluda
