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
  // One process on a side, of which nothing can be told.
  kNone,
  kSame,
};

struct ComparedFigure {
  ComparedMetric metric;
  ComparedVerdict verdict = ComparedVerdict::kNone;
  // Whether it was the same in every process of either side, so that the two
  // were compared to the last one.
  bool is_exact = false;
  // Of the processes: seconds, bytes or a count.
  double old_median = 0;
  double new_median = 0;
  // New over old, infinite where old is 0 and new is not. Where there are
  // enough processes it is the median of all ratios and has a 95 % interval.
  double ratio = 1;
  std::optional<RatioInterval> interval;
  size_t old_processes = 0;
  size_t new_processes = 0;
  // The share by which it may change and be the same.
  double threshold = 0;
  // Of a figure that cannot be told; `processes` on each side would tell.
  std::optional<ProcessesToTell> needed;
  // Of a time: what others took on either side, where that matters to it.
  std::optional<LoadOfSides> load;
  // Whether that load may have made or hidden a change, so that no number of
  // processes would tell.
  bool is_hidden_by_load = false;
};

// Whether the load may have changed a figure of that kind: a time where the
// load differed, and any but CPU time on a full machine.
bool MattersTo(ComparedMetric metric, const LoadOfSides& load);

// The threshold, widened where that share of the figure is less than what can
// be measured (ResolutionOf() in metric.h). A change from or to 0 that can be
// measured has none.
double MeasurableThreshold(const ComparedFigure& figure, double threshold);

// Sets the verdict of a noisy figure, and what is needed where it cannot be
// told. A time to which the load matters is judged only beyond what that may
// do.
void JudgeNoisyFigure(const Change& change, const DiscoveryLimit& limit,
                      ComparedFigure& figure);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_COMPARED_FIGURE_H_
