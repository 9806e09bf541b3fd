// A series as a picture: each report a dot, the levels as lines, a mark at each
// step.

#ifndef REPORTERS_HISTORY_FORMATS_SERIES_CHART_H_
#define REPORTERS_HISTORY_FORMATS_SERIES_CHART_H_

#include <string>

#include "absl/strings/string_view.h"
#include "reporters/history/report_history.h"

namespace feluda {

// The style that the charts of a page need.
extern const absl::string_view kSeriesChartStyle;

// An <svg> that is as wide as what it stands in. Reports are equally far apart,
// and dots name theirs where the pointer rests. The scale does not begin at 0:
// it holds the figures.
std::string SeriesChart(const History& history, const HistorySeries& series);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_FORMATS_SERIES_CHART_H_
