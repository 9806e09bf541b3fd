// A history as the `data.js` from which github-action-benchmark draws its page:
//
//   window.BENCHMARK_DATA = {"lastUpdate": 1795424707000, "repoUrl": "",
//     "entries": {"Benchmark": [{"commit": {"id": "3f2c...", ...},
//       "date": 1795424707000, "tool": "customSmallerIsBetter",
//       "benches": [{"name": "sort/8 (time)", "unit": "ns", "value": 5}]}]}}
//
// So the page shows a history that is older than the use of the action, and the
// action adds to it. Each report is an entry, whose benches are what
// `//reporters:convert --to=github` writes of it.

#ifndef REPORTERS_HISTORY_FORMATS_HISTORY_GITHUB_H_
#define REPORTERS_HISTORY_FORMATS_HISTORY_GITHUB_H_

#include <string>

#include "absl/strings/string_view.h"
#include "reporters/history/history_order.h"
#include "reporters/history/report_history.h"

namespace feluda {

// `repository` is its address, "https://github.com/me/mine", or empty. `log`
// says what is known of the commits. Each machine and build has a list of
// entries of its own: "Benchmark", "Benchmark 2". REQUIRES: the reports have
// benches.
std::string HistoryDataJs(const History& history, const CommitLog& log,
                          absl::string_view repository);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_FORMATS_HISTORY_GITHUB_H_
