// The figures of many reports as series, one for each benchmark and figure, and
// the steps in them: where the level changed and stayed.
//
//   HistoryOptions options;
//   const History history = MakeHistory(std::move(reports), options);
//   for (const HistorySeries& series : history.series) {
//     for (const HistoryStep& step : series.steps) ...
//   }
//
// Another kind of processor, number of CPUs, compiler, flags or build makes
// other series, since a figure of one says nothing about the next one's. So
// does another seed, weights or size of the input.
//
// Reports of one commit that follow each other are one point of the series, the
// median of all their processes.
//
// Counts of what the program asked for (allocations, their bytes, the peak of
// the heap) that are the same in all processes of a report are exact: they
// step wherever they change. steps.h finds the steps of all others.

#ifndef REPORTERS_HISTORY_MAKE_HISTORY_H_
#define REPORTERS_HISTORY_MAKE_HISTORY_H_

#include <vector>

#include "reporters/history/history_report.h"
#include "reporters/history/history_series.h"
#include "reporters/history/report_history.h"

namespace feluda {

struct HistoryOptions {
  SeriesOptions series;
  // One series over all machines and builds.
  bool across = false;
};

// REQUIRES: `reports` are in the order of the history (history_order.h).
History MakeHistory(std::vector<HistoryReport> reports,
                    const HistoryOptions& options);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_MAKE_HISTORY_H_
