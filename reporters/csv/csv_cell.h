// Writes the cells of a CSV file such that a spreadsheet of any locale shows
// what was meant: no decimal point or comma, no formula, no line break.
//
//   CsvRow({CsvText("a, b"), CsvInteger(2.5e6)});  // "a, b",2500000

#ifndef REPORTERS_CSV_CSV_CELL_H_
#define REPORTERS_CSV_CSV_CELL_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace feluda {

// Text as a quoted cell in one line of UTF-8. An apostrophe precedes what a
// spreadsheet would take for a formula, a number or a date: '=1+1, '12/11.
std::string CsvText(absl::string_view text);

// The nearest whole number; an empty cell where it is missing or not finite, or
// not exact as a double.
std::string CsvInteger(const std::optional<double>& value);

// The cells with commas between them and the end of line of RFC 4180.
std::string CsvRow(const std::vector<std::string>& cells);

}  // namespace feluda

#endif  // REPORTERS_CSV_CSV_CELL_H_
