// Finds the steps in a series of figures, commit by commit: where the level
// changed and stayed.
//
//   for (const LevelStep& step : FindSteps(seconds_by_commit)) {
//     // Commit step.index is the first of the new level.
//   }
//
// It is E-divisive (D. Matteson and N. James 2014, "A nonparametric approach
// for multiple change point analysis of multivariate data", 2.2, with their
// alpha = 2, which sees changes of the mean) on logarithms: the series is
// divided where two neighbouring stretches differ most, then each part again.
// Where the paper tests a division by random permutations, this one keeps it if
// the stretches are enough standard errors apart, as Hunter does (M. Fleming et
// al. 2023), and if the thirty figures nearest to it on both sides differ by
// the rank test. So the same series always has the same steps.
//
// Two steps in one direction with few figures between them look like one in the
// middle, so each step is also tried as two. Where figures depend on the one
// before, levels must be farther apart (series_noise.h). How much they do is
// estimated from what is left over by the steps, since a step that is not taken
// off looks like it.
//
// `bazel run //reporters:history_power` simulates how often it is right, and
// docs/comparing.md has what it printed. Say that each of 200 figures is the
// median of processes that vary by 3 %: a step of 5 % is found within one
// commit of its place in 76 of 100 series with one process a commit, in 93 with
// three and in 97 with five. Even if both levels were known, it would be 77, 93
// and 98.

#ifndef LIB_STATISTICS_STEPS_H_
#define LIB_STATISTICS_STEPS_H_

#include <cstddef>
#include <vector>

namespace feluda {

struct LevelStep {
  // The first figure of the new level.
  size_t index;
  // The level after the step over the one before it.
  double ratio;
};

// Returns the steps in order. `all_series` is how many series are searched: the
// more, the farther apart levels must be, since each is another chance of a
// false step. Of 1,000 flat series of 200 figures 1 (normal) to 6 (skewed) have
// a step then.
//
// Every level holds for at least two figures; one figure alone is no step,
// however far off it is. Time: in proportion to the square of the length.
// REQUIRES: no figure is NaN or negative.
std::vector<LevelStep> FindSteps(const std::vector<double>& series,
                                 size_t all_series = 1);

}  // namespace feluda

#endif  // LIB_STATISTICS_STEPS_H_
