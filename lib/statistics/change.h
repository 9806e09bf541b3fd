// What a change did to a figure of which less is better: better, same, worse,
// or that cannot be told.
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
// The odds keep a change below the threshold from being called worse: a change
// of half of it is, in less than 1 of 100 comparisons of twenty processes that
// vary by 4 %, where the point estimate alone would do so in 3.

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
  // On the side with fewer.
  size_t processes;
  // With its 95 % interval.
  RatioInterval interval;
  // The ratio lies with a chance of 3/4 above the one, and of 3/4 below the
  // other.
  double probably_above;
  double probably_below;
  // Of the ratio's logarithm.
  double standard_error;
  // Of no change, and the least that so many processes with these ties can
  // have.
  double p_value;
  double least_p_value;
};

// Each sample in the order in which it was taken. Nullopt where there are too
// few for an interval: four on each side, or six pairs. REQUIRES: no figure is
// NaN or negative; equal sizes of pairs.
std::optional<Change> EstimateChange(const std::vector<double>& old_values,
                                     const std::vector<double>& new_values,
                                     Pairing pairing);

// `threshold` is a share: 0.05. `limit` is the largest p-value that is a
// finding.
Judgement Judge(const Change& change, double threshold, double limit);

// The processes on each side, or pairs, that would tell in nine cases of ten.
struct ProcessesToTell {
  double processes;
  // Whether they tell a change of `change`, a share, from the threshold; else
  // that they tell an unchanged figure to be the same.
  bool tells_change;
  double change;
};

// For a change whose judgement is that it cannot be told. Where it seems to be
// beyond the threshold, the processes that find a change of two and a half
// times the threshold; else those that show no change to be one. It follows
// from how much the figures vary, and not from how much they seem to have
// changed, of which too little is known. `limit` is that of one more finding.
ProcessesToTell ProcessesNeeded(const Change& change, double threshold,
                                double limit);

// The least number of processes on each side, or of pairs, whose ranks can have
// a p-value of `limit`.
size_t LeastProcesses(Pairing pairing, double limit);

}  // namespace feluda

#endif  // LIB_STATISTICS_CHANGE_H_
