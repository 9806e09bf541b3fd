// A series as a picture: a dot for each report, lines for the levels, a mark at
// each step.

#ifndef REPORTERS_HISTORY_FORMATS_SERIES_CHART_H_
#define REPORTERS_HISTORY_FORMATS_SERIES_CHART_H_

#include <string>

#include "absl/strings/string_view.h"
#include "reporters/history/report_history.h"

namespace feluda {

// The style that the charts of a page need.
extern const absl::string_view kSeriesChartStyle;

// An <svg> as wide as its container. Reports are equally far apart, and a dot
// under the pointer names its report. The scale spans the figures and does not
// begin at 0.
std::string SeriesChart(const History& history, const HistorySeries& series);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_FORMATS_SERIES_CHART_H_
