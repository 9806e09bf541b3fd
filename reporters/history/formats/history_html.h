// A history as a page for people: one HTML file that opens from disk, in light
// and in dark, without a script and without the network. It has the steps as a
// table, and a chart for each series, those with steps first.

#ifndef REPORTERS_HISTORY_FORMATS_HISTORY_HTML_H_
#define REPORTERS_HISTORY_FORMATS_HISTORY_HTML_H_

#include <cstddef>
#include <string>

#include "reporters/history/report_history.h"

namespace feluda {

// The page is UTF-8. It has at most `most` rows and `most` charts, and says how
// many it leaves out. No text of a report can be markup.
std::string HistoryHtml(const History& history, size_t most = 2000);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_FORMATS_HISTORY_HTML_H_
