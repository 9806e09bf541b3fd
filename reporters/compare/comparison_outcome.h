// Makes the report of a comparison and its exit status:
//
//   0  nothing is worse
//   1  something is worse, newly failed or over its budget
//   2  bad use
//   3  not comparable: nothing in common, a file cut short, all failed; under
//      --strict also other conditions
//   4  under --strict only: something cannot be told

#ifndef REPORTERS_COMPARE_COMPARISON_OUTCOME_H_
#define REPORTERS_COMPARE_COMPARISON_OUTCOME_H_

#include <string>

#include "reporters/compare/compared_side.h"
#include "reporters/compare/formats/comparison_text.h"

namespace feluda {

inline constexpr int kExitNotComparable = 3;
inline constexpr int kExitCannotTell = 4;

// Compares the sides, and tells what else differs between them and what is
// wrong with their files.
ComparisonReport CompareSides(const ComparedSide& old_side,
                              const ComparedSide& new_side,
                              const CompareOptions& options);

struct ComparisonOutcome {
  int status = 0;
  // Why, where the comparison itself does not say it; one line or more.
  std::string message;
};

// `report` is that of these sides and options, with the broken limits of the
// budget.
ComparisonOutcome OutcomeOf(const ComparisonReport& report,
                            const ComparedSide& old_side,
                            const ComparedSide& new_side,
                            const CompareOptions& options, bool strict);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_COMPARISON_OUTCOME_H_
