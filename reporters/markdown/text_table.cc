#include "reporters/markdown/text_table.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/text/markdown_cell.h"

namespace feluda {

std::string MarkdownTable(const TextTable& table) {
  std::vector<std::string> titles;
  std::string rule = "|";
  for (const TextTable::Column& column : table.columns) {
    titles.push_back(EscapeCell(column.title));
    rule += column.is_number ? "---:|" : "---|";
  }
  std::string text = absl::StrCat(MarkdownRow(titles), rule, "\n");
  for (const std::vector<std::string>& row : table.rows) {
    std::vector<std::string> cells;
    for (const std::string& cell : row) cells.push_back(EscapeCell(cell));
    text += MarkdownRow(cells);
  }
  return text;
}

}  // namespace feluda
