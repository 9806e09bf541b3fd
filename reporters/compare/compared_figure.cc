#include "reporters/compare/compared_figure.h"

#include <algorithm>
#include <limits>

namespace feluda {
namespace {

ComparedVerdict VerdictOf(Judgement judgement) {
  switch (judgement) {
    case Judgement::kBetter:
      return ComparedVerdict::kBetter;
    case Judgement::kSame:
      return ComparedVerdict::kSame;
    case Judgement::kWorse:
      return ComparedVerdict::kWorse;
    case Judgement::kCannotTell:
      break;
  }
  return ComparedVerdict::kCannotTell;
}

// Whether the verdict holds whatever the load did. One that went against the
// load does, and so does a change beyond what the load may have done.
bool HoldsUnderLoad(const Change& change, const ComparedFigure& figure) {
  const LoadOfSides& load = *figure.load;
  const bool is_cpu_time = figure.metric == ComparedMetric::kCpuTime;
  if (!is_cpu_time && load.IsFull()) return false;
  const double factor = is_cpu_time ? load.CpuTimeFactor() : load.TimeFactor();
  const double beyond = (1 + figure.threshold) * factor;
  switch (figure.verdict) {
    case ComparedVerdict::kWorse:
      return !load.Rose() || change.probably_above > beyond;
    case ComparedVerdict::kBetter:
      return load.Rose() || change.probably_below < 1 / beyond;
    default:
      return false;
  }
}

}  // namespace

bool MattersTo(ComparedMetric metric, const LoadOfSides& load) {
  if (UnitOf(metric) != MetricUnit::kSeconds) return false;
  return load.Differs() ||
         (load.IsFull() && metric != ComparedMetric::kCpuTime);
}

double MeasurableThreshold(const ComparedFigure& figure, double threshold) {
  const auto [less, more] = std::minmax(figure.old_median, figure.new_median);
  const double resolution = ResolutionOf(figure.metric);
  if (less > 0) return std::max(threshold, resolution / less);
  return more > resolution ? threshold
                           : std::numeric_limits<double>::infinity();
}

void JudgeNoisyFigure(const Change& change, const DiscoveryLimit& limit,
                      ComparedFigure& figure) {
  figure.verdict = VerdictOf(Judge(change, figure.threshold, limit.limit));
  if (figure.load.has_value() && !HoldsUnderLoad(change, figure)) {
    figure.verdict = ComparedVerdict::kCannotTell;
    figure.is_hidden_by_load = true;
    return;
  }
  if (figure.verdict != ComparedVerdict::kCannotTell) return;
  figure.needed = ProcessesNeeded(change, figure.threshold, limit.next);
}

}  // namespace feluda
