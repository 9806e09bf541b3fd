// The report as a table for spreadsheets, with a row for each result in the
// order in which they ran. docs/report.md explains each column.
//
// Numbers are whole, times in nanoseconds and memory in bytes, since a decimal
// point or comma is read in one locale and not in another. A figure that was
// not measured is an empty cell. The file is UTF-8 and begins with the byte
// order mark, by which LibreOffice and Excel know that.

#ifndef REPORTERS_CSV_CSV_H_
#define REPORTERS_CSV_CSV_H_

#include <string>

#include "reporters/report/report.h"

namespace feluda {

std::string ToCsv(const Report& report);

}  // namespace feluda

#endif  // REPORTERS_CSV_CSV_H_
