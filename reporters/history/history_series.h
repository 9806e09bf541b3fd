// Collects the figures of a history as series, and finds the steps of one.

#ifndef REPORTERS_HISTORY_HISTORY_SERIES_H_
#define REPORTERS_HISTORY_HISTORY_SERIES_H_

#include <optional>
#include <vector>

#include "reporters/compare/name_pattern.h"
#include "reporters/compare/thresholds.h"
#include "reporters/history/report_history.h"

namespace feluda {

struct SeriesOptions {
  std::optional<NamePattern> filter;
  // Smaller steps are left out; none where it is not set.
  std::optional<Thresholds> thresholds;
};

// Of all benchmarks that the options choose, without steps: benchmarks as they
// first come, and their figures in the order of kMetrics.
std::vector<HistorySeries> CollectSeries(
    const std::vector<HistoryMoment>& moments, const SeriesOptions& options);

// Sets the steps, without conditions, and which series are exact. Those below
// the thresholds are left out. All noisy series share one limit on false steps.
void FindStepsOf(const SeriesOptions& options, std::vector<HistorySeries>& all);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_HISTORY_SERIES_H_
