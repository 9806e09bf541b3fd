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
  // Steps below these are left out; not set: none is.
  std::optional<Thresholds> thresholds;
};

// Returns the series of all benchmarks that the options choose, without steps.
// Benchmarks are in the order in which they first appear, their figures in that
// of kMetrics.
std::vector<HistorySeries> CollectSeries(
    const std::vector<HistoryMoment>& moments, const SeriesOptions& options);

// Finds the steps (without their conditions), and which series are exact. Steps
// below the thresholds are left out. All noisy series share one limit on false
// steps.
void FindStepsOf(const SeriesOptions& options, std::vector<HistorySeries>& all);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_HISTORY_SERIES_H_
