// What stands in the cells of Markdown tables, such that nothing in it breaks
// the table or becomes markup.
//
//   MarkdownRow({EscapeCell("a|b"), FormatSeconds(0.5)});
//   // | a\|b | 0.5000 |

#ifndef LIB_TEXT_MARKDOWN_CELL_H_
#define LIB_TEXT_MARKDOWN_CELL_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "reporters/report/data_names.h"
#include "reporters/report/result.h"

namespace feluda {

// `text` such that a cell shows it as it is: markup and HTML escaped, line
// breaks as <br>, other control characters as blanks.
std::string EscapeCell(absl::string_view text);

// Seconds in decimal notation, with at least three decimals and at least four
// significant digits: 12.851, 0.00005000. Empty for NaN and the infinities.
std::string FormatSeconds(double seconds);

// A figure that may be missing or not finite; then the cell is empty. MiB have
// two decimals.
std::string SecondsCell(const std::optional<double>& seconds);
std::string MebibytesCell(const std::optional<double>& mebibytes);

// What the input was, "-" where nothing says so.
std::string DataCell(const Result& result, const DataNames& names);

// A line of a table. The cells are in Markdown already.
std::string MarkdownRow(const std::vector<std::string>& cells);

}  // namespace feluda

#endif  // LIB_TEXT_MARKDOWN_CELL_H_
