// Judges what a change did to a figure of which less is better: better, same,
// worse, or that this cannot be told.
//
//   std::optional<Change> change = EstimateChange(old_seconds, new_seconds,
//                                                 Pairing::kIndependent);
//   Judgement judgement = Judge(*change, 0.05, limit.limit);
//
// - Worse: the figure changed (its p-value is a finding: false_discovery.h) and
//   the odds are three to one that it rose by more than the threshold.
//   Better is the same downwards.
// - Same: the 95 % interval of the ratio lies within the threshold. That is a
//   statement, not the lack of one (D. Schuirmann 1987, "A comparison of the
//   two one-sided tests procedure and the power approach").
// - All else cannot be told from so few processes.
//
// The odds keep a change below the threshold from being called worse. For a
// change of half the threshold that happens in less than 1 of 100 comparisons
// of twenty processes that vary by 4 %; by the point estimate alone it would
// happen in 3.

#ifndef LIB_STATISTICS_CHANGE_H_
#define LIB_STATISTICS_CHANGE_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "lib/statistics/ratio_interval.h"

namespace feluda {

// The share of false findings that false_discovery.h is asked for. A finding
// may be better or worse, so at most 2 % of reports call an unchanged build
// worse.
inline constexpr double kFalseFindings = 0.04;

enum class Pairing { kIndependent, kPairs };

enum class Judgement { kBetter, kSame, kWorse, kCannotTell };

struct Change {
  Pairing pairing;
  // How many processes the side with fewer has.
  size_t processes;
  // The ratio of new to old, with its 95 % interval.
  RatioInterval interval;
  // The ratio is above the first with a probability of 3/4, and below the
  // second with a probability of 3/4.
  double probably_above;
  double probably_below;
  // The standard error of the ratio's logarithm.
  double standard_error;
  // The p-value of no change, and the least p-value that so many processes with
  // these ties can have.
  double p_value;
  double least_p_value;
};

// Estimates the change from samples in the order in which they were taken.
// Nullopt where they are too small for an interval, which needs four figures on
// each side, or six pairs. REQUIRES: no figure is NaN or negative; samples of
// pairs have equal sizes.
std::optional<Change> EstimateChange(const std::vector<double>& old_values,
                                     const std::vector<double>& new_values,
                                     Pairing pairing);

// Judges a change. `threshold` is a share, such as 0.05. `limit` is the largest
// p-value that is a finding.
Judgement Judge(const Change& change, double threshold, double limit);

// How many processes on each side, or pairs, would tell in nine cases of ten.
struct ProcessesToTell {
  double processes;
  // If true, so many find a change of `change`, a share. If false, so many show
  // an unchanged figure to be the same.
  bool tells_change;
  double change;
};

// Returns what it takes to judge a change that could not be told. If it seems
// to be beyond the threshold, that is to find a change of two and a half times
// the threshold; otherwise it is to show that nothing changed. The number
// follows from how much the figures vary, not from how much they seem to have
// changed, of which too little is known. `limit` is DiscoveryLimit::next.
ProcessesToTell ProcessesNeeded(const Change& change, double threshold,
                                double limit);

// Returns the least number of processes on each side, or of pairs, whose ranks
// can have a p-value of at most `limit`.
size_t LeastProcesses(Pairing pairing, double limit);

}  // namespace feluda

#endif  // LIB_STATISTICS_CHANGE_H_
