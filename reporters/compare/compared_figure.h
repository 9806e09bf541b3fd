// One figure of a benchmark on both sides of a comparison, and the verdict on
// it.

#ifndef REPORTERS_COMPARE_COMPARED_FIGURE_H_
#define REPORTERS_COMPARE_COMPARED_FIGURE_H_

#include <cstddef>
#include <optional>

#include "lib/statistics/change.h"
#include "lib/statistics/false_discovery.h"
#include "reporters/compare/conditions/other_load.h"
#include "reporters/compare/metric.h"

namespace feluda {

enum class ComparedVerdict {
  kWorse,
  kBetter,
  // More processes would tell, or both sides under the same load.
  kCannotTell,
  // A side has a single process, from which nothing can be told.
  kNone,
  kSame,
};

struct ComparedFigure {
  ComparedMetric metric;
  ComparedVerdict verdict = ComparedVerdict::kNone;
  // Whether all processes of each side had the same value, so that the two were
  // compared exactly.
  bool is_exact = false;
  // Medians of the processes, in seconds, bytes or as a count.
  double old_median = 0;
  double new_median = 0;
  // New over old; infinite where old is 0 and new is not. With enough processes
  // it is the median of all ratios, and has a 95 % interval.
  double ratio = 1;
  std::optional<RatioInterval> interval;
  size_t old_processes = 0;
  size_t new_processes = 0;
  // The share by which it may change and still be called the same.
  double threshold = 0;
  // Set where the figure cannot be told: so many processes a side would tell.
  std::optional<ProcessesToTell> needed;
  // Set for a time to which it matters: what other programs took on each side.
  std::optional<LoadOfSides> load;
  // Whether that load may have made or hidden a change, which more processes
  // would not settle.
  bool is_hidden_by_load = false;
};

// Whether the load may have changed such a figure: any time where the load
// differed, and any time but CPU time on a full machine.
bool MattersTo(ComparedMetric metric, const LoadOfSides& load);

// The threshold, widened where that share of the figure is less than what can
// be measured (ResolutionOf() in metric.h); infinite where one side is 0 and
// the other too small to be measured.
double MeasurableThreshold(const ComparedFigure& figure, double threshold);

// Sets the verdict of a noisy figure, and `needed` where it cannot be told.
// Where the load matters, only a change beyond what it may do gets a verdict.
void JudgeNoisyFigure(const Change& change, const DiscoveryLimit& limit,
                      ComparedFigure& figure);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_COMPARED_FIGURE_H_
