#include "reporters/compare/formats/comparison_console.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

constexpr absl::string_view kRed = "\033[31m";
constexpr absl::string_view kGreen = "\033[32m";
constexpr absl::string_view kPlain = "\033[0m";

constexpr size_t kColumns = 7;
using Cells = std::array<std::string, kColumns>;

struct ConsoleRow {
  Cells cells;
  ComparedVerdict verdict;
};

ConsoleRow RowOf(const std::string& name, const ComparedFigure& figure) {
  return {{Printable(name), std::string(MetricName(figure.metric)),
           MetricText(figure.metric, figure.old_median),
           MetricText(figure.metric, figure.new_median),
           ChangeText(figure.ratio), IntervalText(figure), VerdictText(figure)},
          figure.verdict};
}

// Text in columns: names and words to the left, figures to the right.
std::string Line(const Cells& cells,
                 const std::array<size_t, kColumns>& widths) {
  std::string line;
  for (size_t i = 0; i < kColumns; ++i) {
    const bool is_text = i < 2 || i + 1 == kColumns;
    if (i > 0) line += "  ";
    // Nothing stands behind the last.
    if (i + 1 == kColumns) {
      line += cells[i];
    } else {
      line += is_text ? AlignLeft(cells[i], widths[i])
                      : AlignRight(cells[i], widths[i]);
    }
  }
  return line;
}

absl::string_view ColorOf(ComparedVerdict verdict) {
  if (verdict == ComparedVerdict::kWorse) return kRed;
  return verdict == ComparedVerdict::kBetter ? kGreen : "";
}

std::string Table(const std::vector<ConsoleRow>& rows, bool colors) {
  const Cells title = {"Benchmark", "Figure",        "Old",    "New",
                       "Change",    "95 % interval", "Verdict"};
  std::array<size_t, kColumns> widths = {};
  for (size_t i = 0; i < kColumns; ++i) {
    widths[i] = Width(title[i]);
    for (const ConsoleRow& row : rows) {
      widths[i] = std::max(widths[i], Width(row.cells[i]));
    }
  }
  std::string table = Line(title, widths) + "\n";
  for (const ConsoleRow& row : rows) {
    const absl::string_view color = colors ? ColorOf(row.verdict) : "";
    absl::StrAppend(&table, color, Line(row.cells, widths),
                    color.empty() ? "" : kPlain, "\n");
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

void AppendSections(const std::vector<ComparisonSection>& sections, size_t most,
                    std::string& text) {
  for (const ComparisonSection& section : sections) {
    absl::StrAppend(&text, section.title, ":\n");
    for (size_t i = 0; i < std::min(most, section.lines.size()); ++i) {
      absl::StrAppend(&text, "  ", section.lines[i], "\n");
    }
    if (section.lines.size() > most) {
      absl::StrAppend(&text, "  and ", section.lines.size() - most, " more\n");
    }
    text += "\n";
  }
}

}  // namespace

std::string ToConsole(const ComparisonReport& report,
                      const ComparisonConsoleOptions& options) {
  const Comparison& comparison = report.comparison;
  std::string text = absl::StrCat(
      "Old: ", SideText(comparison.old_files, MostProcesses(comparison, false)),
      "\nNew: ",
      SideText(comparison.new_files, MostProcesses(comparison, true)), "\n\n");
  AppendSections(SectionsBefore(report), options.rows, text);
  size_t left_out;
  const std::vector<ConsoleRow> rows =
      RowsOf(comparison, options.rows, options.show_same, left_out);
  if (!rows.empty()) absl::StrAppend(&text, Table(rows, options.colors));
  if (left_out > 0) {
    absl::StrAppend(&text, "and ", left_out,
                    " more: --rows=", rows.size() + left_out, " shows all\n");
  }
  if (!rows.empty()) text += "\n";
  AppendSections(SectionsAfter(report), options.rows, text);
  absl::StrAppend(&text, SummaryText(report), ".\n");
  for (const std::string& line : LegendLines(comparison)) {
    absl::StrAppend(&text, line, "\n");
  }
  return text;
}

}  // namespace feluda
