// Writes the cells of Markdown tables, such that no text breaks the table or
// becomes markup.
//
//   MarkdownRow({EscapeCell("a|b"), FormatSeconds(0.5)});
//   // | a\|b | 0.5000 |

#ifndef LIB_TEXT_MARKDOWN_CELL_H_
#define LIB_TEXT_MARKDOWN_CELL_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace feluda {

// Escapes `text` such that a cell shows it unchanged: markup and HTML are
// escaped, line breaks become <br>, other control characters become blanks.
std::string EscapeCell(absl::string_view text);

// Writes seconds in decimal notation, with at least three decimals and at least
// four significant digits: 12.851, 0.00005000. NaN and infinities give "".
std::string FormatSeconds(double seconds);

// Writes a figure that may be missing or not finite; the cell is empty then.
// Seconds are written as by FormatSeconds(), MiB with two decimals.
std::string SecondsCell(const std::optional<double>& seconds);
std::string MebibytesCell(const std::optional<double>& mebibytes);

// Joins cells that are Markdown already into a line of a table.
std::string MarkdownRow(const std::vector<std::string>& cells);

}  // namespace feluda

#endif  // LIB_TEXT_MARKDOWN_CELL_H_
