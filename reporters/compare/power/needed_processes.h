// Measures, on made-up processes, how well "needs N" predicts how many are
// needed.

#ifndef REPORTERS_COMPARE_POWER_NEEDED_PROCESSES_H_
#define REPORTERS_COMPARE_POWER_NEEDED_PROCESSES_H_

#include <cstddef>
#include <vector>

#include "lib/statistics/change.h"
#include "lib/statistics/made_up_samples.h"

namespace feluda {

struct MadeUpSides {
  std::vector<double> from;
  std::vector<double> to;
};

// Makes `count` processes a side, one side about 1 and the other about `ratio`.
// Pairs are neighbours in one series of processes, in an order that is drawn.
MadeUpSides MakeSides(Pairing pairing, SampleShape shape, size_t count,
                      double ratio, double variation, MadeUpSamples& made);

struct NeededTally {
  // The smallest number that shows in nine cases of ten that nothing changed.
  size_t truth = 0;
  // What 20 processes a side predicted over the truth: the median, and the
  // share of predictions within a factor of 1.5.
  double median = 0;
  double within = 0;
};

// Tallies so many estimates, for processes that vary by 8 % and a threshold of
// 5 %. Deterministic.
NeededTally TallyNeeded(Pairing pairing, SampleShape shape, int estimates);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_POWER_NEEDED_PROCESSES_H_
