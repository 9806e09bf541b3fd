#include "reporters/history/formats/history_console.h"

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/text/columns.h"
#include "reporters/compare/formats/report_section.h"
#include "reporters/history/formats/history_text.h"

namespace feluda {
namespace {

// With a number that stands for the machine and build where there are several.
std::vector<std::string> NumberedCells(const History& history,
                                       const HistorySeries& series,
                                       const HistoryStep& step) {
  std::vector<std::string> cells = StepCells(history, series, step);
  if (history.groups.size() > 1) {
    absl::StrAppend(&cells[0], " [", series.group + 1, "]");
  }
  return cells;
}

}  // namespace

std::string HistoryConsole(const History& history, size_t rows) {
  std::string text = SectionsText(HistorySectionsBefore(history), rows);
  const std::vector<HistoryStepPlace> places = StepsByImportance(history);
  std::vector<std::vector<std::string>> cells = {StepTitles()};
  for (size_t i = 0; i < std::min(rows, places.size()); ++i) {
    const HistorySeries& series = history.series[places[i].series];
    cells.push_back(
        NumberedCells(history, series, series.steps[places[i].step]));
  }
  if (!places.empty()) {
    const std::set<size_t> to_the_right = {4, 5, 6};
    for (const std::string& line : AlignColumns(cells, to_the_right)) {
      absl::StrAppend(&text, line, "\n");
    }
    if (places.size() > rows) {
      absl::StrAppend(&text, "and ", places.size() - rows,
                      " more: --rows=", places.size(), " shows all\n");
    }
    text += "\n";
  }
  absl::StrAppend(&text, SectionsText(HistorySectionsAfter(history), rows),
                  HistorySummary(history), ".\n");
  for (const std::string& line : HistoryLegend(history)) {
    absl::StrAppend(&text, line, "\n");
  }
  return text;
}

}  // namespace feluda
