#include "reporters/compare/formats/comparison_console.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/text/columns.h"
#include "lib/text/printable_line.h"

namespace feluda {
namespace {

constexpr absl::string_view kRed = "\033[31m";
constexpr absl::string_view kGreen = "\033[32m";
constexpr absl::string_view kPlain = "\033[0m";

struct ConsoleRow {
  std::vector<std::string> cells;
  ComparedVerdict verdict;
};

ConsoleRow RowOf(const std::string& name, const ComparedFigure& figure) {
  return {{PrintableLine(name), std::string(MetricName(figure.metric)),
           MetricText(figure.metric, figure.old_median),
           MetricText(figure.metric, figure.new_median),
           ChangeText(figure.ratio), IntervalText(figure), VerdictText(figure)},
          figure.verdict};
}

absl::string_view ColorOf(ComparedVerdict verdict) {
  if (verdict == ComparedVerdict::kWorse) return kRed;
  return verdict == ComparedVerdict::kBetter ? kGreen : "";
}

// Names and words to the left, figures to the right.
std::string Table(const std::vector<ConsoleRow>& rows, bool colors) {
  std::vector<std::vector<std::string>> cells = {{"Benchmark", "Figure", "Old",
                                                  "New", "Change",
                                                  "95 % interval", "Verdict"}};
  for (const ConsoleRow& row : rows) cells.push_back(row.cells);
  const std::vector<std::string> lines = AlignColumns(cells, {2, 3, 4, 5});
  std::string table = lines[0] + "\n";
  for (size_t i = 0; i < rows.size(); ++i) {
    const absl::string_view color = colors ? ColorOf(rows[i].verdict) : "";
    absl::StrAppend(&table, color, lines[i + 1], color.empty() ? "" : kPlain,
                    "\n");
  }
  return table;
}

// All rows of one verdict before those of the next, so that those which matter
// most are not cut off; inside a verdict benchmark by benchmark.
std::vector<ConsoleRow> RowsOf(const Comparison& comparison, size_t most,
                               bool show_same, size_t& left_out) {
  std::vector<ConsoleRow> rows;
  left_out = 0;
  for (const ComparedVerdict verdict :
       {ComparedVerdict::kWorse, ComparedVerdict::kBetter,
        ComparedVerdict::kCannotTell, ComparedVerdict::kNone,
        ComparedVerdict::kSame}) {
    if (verdict == ComparedVerdict::kSame && !show_same) continue;
    for (const BenchmarkChange& pair : comparison.benchmarks) {
      for (const ComparedFigure& figure : pair.figures) {
        if (figure.verdict != verdict) continue;
        if (rows.size() < most) {
          rows.push_back(RowOf(pair.name, figure));
        } else {
          ++left_out;
        }
      }
    }
  }
  return rows;
}

}  // namespace

std::string ToConsole(const ComparisonReport& report,
                      const ComparisonConsoleOptions& options) {
  const Comparison& comparison = report.comparison;
  std::string text = absl::StrCat(
      "Old: ", SideText(comparison.old_files, MostProcesses(comparison, false)),
      "\nNew: ",
      SideText(comparison.new_files, MostProcesses(comparison, true)), "\n\n");
  absl::StrAppend(&text, SectionsText(SectionsBefore(report), options.rows));
  size_t left_out;
  const std::vector<ConsoleRow> rows =
      RowsOf(comparison, options.rows, options.show_same, left_out);
  if (!rows.empty()) absl::StrAppend(&text, Table(rows, options.colors));
  if (left_out > 0) {
    absl::StrAppend(&text, "and ", left_out,
                    " more: --rows=", rows.size() + left_out, " shows all\n");
  }
  if (!rows.empty()) text += "\n";
  absl::StrAppend(&text, SectionsText(SectionsAfter(report), options.rows));
  absl::StrAppend(&text, SummaryText(report), ".\n");
  for (const std::string& line : LegendLines(comparison)) {
    absl::StrAppend(&text, line, "\n");
  }
  return text;
}

}  // namespace feluda
