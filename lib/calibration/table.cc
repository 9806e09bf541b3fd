#include "lib/calibration/table.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/text/markdown_cell.h"

namespace feluda {
namespace {

// The cells are workload, truth, reading, error, allowed, verdict. A line
// without a reading ends with the reason.
using Cells = std::vector<std::string>;

constexpr size_t kAllColumns = 6;

std::string Label(const Row& row) {
  return absl::StrCat(row.workload, ": ", row.figure);
}

std::string Amount(const Row& row, double amount) {
  return row.bound.exact() ? FormatExactly(amount, row.unit)
                           : FormatRounded(amount, row.unit);
}

// Formats an error or a bound, as an amount if the truth is 0 or the
// reading must be exact, else as a share of the truth.
std::string Deviation(const Row& row, double deviation) {
  if (row.bound.exact() || row.truth == 0) return Amount(row, deviation);
  constexpr double kPercent = 100;
  return absl::StrFormat("%.2f %%", deviation / row.truth * kPercent);
}

std::string Signed(const Row& row, double deviation) {
  if (deviation == 0) return "0";
  return absl::StrCat(deviation > 0 ? "+" : "", Deviation(row, deviation));
}

std::string Allowed(const Row& row) {
  const Bound& bound = row.bound;
  if (bound.exact()) return "exact";
  if (bound.below == bound.above) return Deviation(row, bound.above);
  return absl::StrCat(Signed(row, -bound.below), " to ",
                      Signed(row, bound.above));
}

Cells ToCells(const Row& row) {
  Cells cells = {Label(row), Amount(row, row.truth)};
  if (!row.reading.ok()) {
    cells.push_back(absl::StrCat("absent: ", row.reading.status().message()));
    return cells;
  }
  cells.push_back(Amount(row, *row.reading));
  cells.push_back(Signed(row, *row.reading - row.truth));
  cells.push_back(Allowed(row));
  cells.push_back(Judge(row) == Verdict::kOk ? "ok" : "OUTSIDE");
  return cells;
}

std::vector<Cells> ToTable(const Rows& rows) {
  std::vector<Cells> table = {
      {"Workload", "Truth", "Reading", "Error", "Allowed", ""}};
  for (const Row& row : rows) table.push_back(ToCells(row));
  return table;
}

// The last cell of a line is not padded.
std::vector<size_t> Widths(const std::vector<Cells>& table) {
  std::vector<size_t> widths(kAllColumns, 0);
  for (const Cells& cells : table) {
    for (size_t i = 0; i + 1 < cells.size(); ++i) {
      widths[i] = std::max(widths[i], cells[i].size());
    }
  }
  return widths;
}

std::string Line(const Cells& cells, const std::vector<size_t>& widths) {
  std::string line = absl::StrFormat("%-*s", widths[0], cells[0]);
  for (size_t i = 1; i < cells.size(); ++i) {
    const size_t width = i + 1 < cells.size() ? widths[i] : 0;
    absl::StrAppend(&line, "  ", absl::StrFormat("%*s", width, cells[i]));
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return absl::StrCat(line, "\n");
}

std::string MarkdownLine(Cells cells, const std::string& reason) {
  cells.resize(kAllColumns);
  cells.push_back(reason);
  for (std::string& cell : cells) cell = EscapeCell(cell);
  return absl::StrCat("| ", absl::StrJoin(cells, " | "), " |\n");
}

std::vector<std::string> LabelsOutside(const Rows& rows) {
  std::vector<std::string> labels;
  for (const Row& row : rows) {
    if (Judge(row) == Verdict::kOutside) labels.push_back(Label(row));
  }
  return labels;
}

}  // namespace

std::string ToText(const Rows& rows) {
  const std::vector<Cells> table = ToTable(rows);
  const std::vector<size_t> widths = Widths(table);
  std::string text;
  for (const Cells& cells : table) text += Line(cells, widths);
  return text;
}

std::string Conclusion(const Rows& rows) {
  const Tally tally = Count(rows);
  const int tried = tally.ok + tally.outside;
  if (tried == 0) {
    return absl::StrCat("None of ", tally.absent,
                        " could be tried: nothing is known of the figures on "
                        "this machine.");
  }
  std::string line = absl::StrCat(tally.ok, " of ", tried, " within bounds");
  if (tally.absent > 0) {
    absl::StrAppend(&line, ", ", tally.absent, " could not be tried");
  }
  if (tally.outside == 0) {
    return absl::StrCat(line, ": trust the ", tally.absent > 0 ? "other " : "",
                        "figures on this machine.");
  }
  return absl::StrCat(line,
                      ". Do not trust figures of this kind on this machine, a "
                      "report may be wrong by as much: ",
                      absl::StrJoin(LabelsOutside(rows), "; "), ".");
}

std::string CalibrationToMarkdown(absl::string_view machine, const Rows& rows) {
  const std::vector<Cells> table = ToTable(rows);
  std::string lines = MarkdownLine(table[0], "Why so much is allowed");
  absl::StrAppend(&lines, "|---|---:|---:|---:|---:|---|---|\n");
  for (size_t i = 0; i < rows.size(); ++i) {
    absl::StrAppend(&lines, MarkdownLine(table[i + 1], rows[i].bound.reason));
  }
  return absl::StrCat("# Calibration\n\n", EscapeCell(machine), "\n\n", lines,
                      "\n", EscapeCell(Conclusion(rows)), "\n");
}

}  // namespace feluda
