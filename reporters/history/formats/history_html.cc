#include "reporters/history/formats/history_html.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "reporters/compare/formats/report_section.h"
#include "reporters/history/formats/history_text.h"
#include "reporters/history/formats/series_chart.h"
#include "reporters/html/plain_page.h"

namespace feluda {
namespace {

constexpr absl::string_view kStyle = R"(:root { --run: #2f6fb0; }
@media (prefers-color-scheme: dark) { :root { --run: #7db4ea; } }
.charts { display: grid; gap: 1.5rem 2rem; }
@media (min-width: 50rem) { .charts { grid-template-columns: 1fr 1fr; } }
figure { margin: 0; min-width: 0; }
figcaption { overflow-wrap: anywhere; }
a { color: inherit; }
td:last-child { white-space: nowrap; }
)";

std::string Number(const History& history, const HistorySeries& series) {
  if (history.groups.size() < 2) return "";
  return absl::StrCat(" [", series.group + 1, "]");
}

// Titles and cells of figures are to the right.
absl::string_view CellClass(size_t column) {
  constexpr size_t kFirstNumber = 4;
  constexpr size_t kLastNumber = 6;
  if (column == 0) return " class=\"name\"";
  return column >= kFirstNumber && column <= kLastNumber ? " class=\"number\""
                                                         : "";
}

std::string StepRow(const History& history, const HistoryStepPlace& place) {
  const HistorySeries& series = history.series[place.series];
  const HistoryStep& step = series.steps[place.step];
  const std::vector<std::string> cells = StepCells(history, series, step);
  std::string row = absl::StrCat("<tr><td class=\"name\"><a href=\"#series",
                                 place.series, "\">", EscapedHtml(cells[0]),
                                 "</a>", Number(history, series), "</td>");
  constexpr size_t kChange = 6;
  for (size_t i = 1; i < cells.size(); ++i) {
    const absl::string_view color = step.ratio > 1 ? "worse" : "better";
    absl::StrAppend(&row, "<td",
                    i == kChange ? absl::StrCat(" class=\"number ", color, "\"")
                                 : std::string(CellClass(i)),
                    ">", EscapedHtml(cells[i]), "</td>");
  }
  return absl::StrCat(row, "</tr>\n");
}

std::string LeftOut(size_t all, size_t most) {
  if (all <= most) return "";
  return absl::StrCat("<p class=\"faint\">and ", all - most, " more</p>\n");
}

std::string StepTable(const History& history, size_t most) {
  const std::vector<HistoryStepPlace> places = StepsByImportance(history);
  if (places.empty()) return "";
  std::string table = "<h2>Steps</h2>\n<div class=\"scroll\"><table>\n<tr>";
  const std::vector<std::string> titles = StepTitles();
  for (size_t i = 0; i < titles.size(); ++i) {
    absl::StrAppend(&table, "<th", CellClass(i), ">", titles[i], "</th>");
  }
  table += "</tr>\n";
  for (size_t i = 0; i < std::min(most, places.size()); ++i) {
    table += StepRow(history, places[i]);
  }
  return absl::StrCat(table, "</table></div>\n", LeftOut(places.size(), most));
}

std::string Charts(const History& history, size_t most) {
  if (history.series.empty()) return "";
  std::string charts = "<h2>Series</h2>\n<div class=\"charts\">\n";
  for (size_t i = 0; i < std::min(most, history.series.size()); ++i) {
    const HistorySeries& series = history.series[i];
    absl::StrAppend(&charts, "<figure id=\"series", i, "\"><figcaption><b>",
                    EscapedHtml(SeriesName(series)), "</b>",
                    Number(history, series), " ", MetricName(series.metric),
                    "</figcaption>", SeriesChart(history, series),
                    "</figure>\n");
  }
  return absl::StrCat(charts, "</div>\n", LeftOut(history.series.size(), most));
}

}  // namespace

std::string HistoryHtml(const History& history, size_t most) {
  std::string page = absl::StrCat(
      PlainPageStart("History", absl::StrCat(kStyle, kSeriesChartStyle)),
      "<h1>History</h1>\n<p>", EscapedHtml(HistorySummary(history)), ".</p>\n",
      SectionsHtml(HistorySectionsBefore(history), most),
      StepTable(history, most),
      SectionsHtml(HistorySectionsAfter(history), most), Charts(history, most));
  for (const std::string& line : HistoryLegend(history)) {
    absl::StrAppend(&page, "<p class=\"faint\">", EscapedHtml(line), "</p>\n");
  }
  absl::StrAppend(&page, kPlainPageEnd);
  return page;
}

}  // namespace feluda
