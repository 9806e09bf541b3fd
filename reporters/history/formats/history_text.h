// The texts of a history, which all its formats share.

#ifndef REPORTERS_HISTORY_FORMATS_HISTORY_TEXT_H_
#define REPORTERS_HISTORY_FORMATS_HISTORY_TEXT_H_

#include <string>
#include <vector>

#include "reporters/compare/formats/report_section.h"
#include "reporters/history/report_history.h"

namespace feluda {

// "3f2c1ab0d 2026-11-23 09:05", in UTC; "3f2c1ab0d+" where files differed from
// the commit; the file's name where no commit is told.
std::string MomentText(const HistoryMoment& moment);

// The benchmark, with seed, weights and input size where these differ between
// series: "sort/8 (seed 1)".
std::string SeriesName(const HistorySeries& series);

// "processor Xeon, CPUs 2, compiler g++ 12.2.0".
std::string GroupText(const HistoryGroup& group);

// The titles of a table of steps, and the cells of a step's row.
std::vector<std::string> StepTitles();
std::vector<std::string> StepCells(const History& history,
                                   const HistorySeries& series,
                                   const HistoryStep& step);

// "2 steps in 1 of 14 series; 3 benchmarks, 16 reports, 2026-11-01 09:05 to …".
std::string HistorySummary(const History& history);

// What stands before the steps (notes, and machines and builds where there are
// several) and after them (what else changed at each step).
std::vector<ReportSection> HistorySectionsBefore(const History& history);
std::vector<ReportSection> HistorySectionsAfter(const History& history);

// How steps were found, and how far they can be trusted.
std::vector<std::string> HistoryLegend(const History& history);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_FORMATS_HISTORY_TEXT_H_
