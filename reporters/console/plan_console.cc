#include "reporters/console/plan_console.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "lib/text/text.h"
#include "reporters/plan/plan_notes.h"
#include "reporters/plan/plan_text.h"

namespace feluda {
namespace {

// Names come from outside.
std::string OneLine(absl::string_view text) {
  return absl::StrReplaceAll(Printable(text), {{"\n", " "}});
}

void AddRow(const TextTable& table, const std::vector<std::string>& cells,
            const std::vector<size_t>& widths, std::string& text) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += "  ";
    line += table.columns[i].is_number ? AlignRight(cells[i], widths[i])
                                       : AlignLeft(cells[i], widths[i]);
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  absl::StrAppend(&text, line, "\n");
}

// Columns of text whose cells are long do not fit a terminal's line.
bool IsLong(const TextTable& table, size_t column) {
  constexpr size_t kWidest = 30;
  if (column == 0 || table.columns[column].is_number) return false;
  return std::any_of(table.rows.begin(), table.rows.end(),
                     [&](auto& row) { return Width(row[column]) > kWidest; });
}

// The table without such columns.
TextTable Narrow(const TextTable& table) {
  TextTable narrow;
  narrow.rows.resize(table.rows.size());
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (IsLong(table, i)) continue;
    narrow.columns.push_back(table.columns[i]);
    for (size_t j = 0; j < table.rows.size(); ++j) {
      narrow.rows[j].push_back(OneLine(table.rows[j][i]));
    }
  }
  return narrow;
}

// Such columns, a line for the operators of one cell:
// "Memory grows: vid_vec_rep, video_hash: with length: no (...)".
std::string LongCells(const TextTable& table) {
  std::string text;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (!IsLong(table, i)) continue;
    std::vector<std::string> cells;
    std::map<std::string, std::vector<std::string>> names;
    for (const auto& row : table.rows) {
      if (row[i].empty()) continue;
      if (names[row[i]].empty()) cells.push_back(row[i]);
      names[row[i]].push_back(OneLine(row[0]));
    }
    for (const std::string& cell : cells) {
      absl::StrAppend(&text, table.columns[i].title, ": ",
                      absl::StrJoin(names[cell], ", "), ": ", OneLine(cell),
                      "\n");
    }
  }
  return text;
}

std::string Laid(const TextTable& wide) {
  if (wide.empty()) return "";
  const TextTable table = Narrow(wide);
  std::vector<std::string> titles;
  std::vector<size_t> widths;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    titles.push_back(table.columns[i].title);
    size_t width = Width(titles.back());
    for (const auto& row : table.rows) width = std::max(width, Width(row[i]));
    widths.push_back(width);
  }
  std::string text;
  AddRow(table, titles, widths, text);
  for (const auto& row : table.rows) AddRow(table, row, widths, text);
  return text;
}

}  // namespace

std::string PlanForConsole(const Plan& plan) {
  const TextTable table = PlanTable(plan);
  if (table.empty()) return "";
  const std::string machine = PlanMachine(plan);
  std::string text = absl::StrCat(
      "\nPlan", machine.empty() ? "" : absl::StrCat(" for ", machine), "\n",
      Laid(table), LongCells(table));
  for (const TextTable& more : {MixTable(plan), AtOnceTable(plan)}) {
    if (!more.empty()) absl::StrAppend(&text, "\n", Laid(more));
  }
  const std::string unchecked = OneLine(UncheckedNote(plan));
  if (unchecked.empty()) {
    return absl::StrCat(text, "\nThe report says what this assumes.\n");
  }
  return absl::StrCat(text, "\n", unchecked,
                      "\nThe report says what else this assumes.\n");
}

}  // namespace feluda
