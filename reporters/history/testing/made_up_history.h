// Made-up reports of a history, for tests.

#ifndef REPORTERS_HISTORY_TESTING_MADE_UP_HISTORY_H_
#define REPORTERS_HISTORY_TESTING_MADE_UP_HISTORY_H_

#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "reporters/history/history_report.h"
#include "reporters/history/report_history.h"

namespace feluda {

// "day3.json", made at 09:00 UTC on 4 November 2026 of a commit of its own.
HistoryReport MadeUpDay(
    int day, const std::vector<benchmark::BenchmarkReporter::Run>& runs,
    const std::string& compiler = "g++ 12");

// A day for each time, with one run of "sort/8".
std::vector<HistoryReport> MadeUpDays(const std::vector<double>& seconds);

// Twelve days. In "sort/<slow>" both times rise from 1 s to 1.5 s on day 6, and
// there is one allocation more from day 4 on; "sort/flat" stays as it is, and
// "sort/broken" fails on day 7.
History MadeUpHistory();

}  // namespace feluda

#endif  // REPORTERS_HISTORY_TESTING_MADE_UP_HISTORY_H_
