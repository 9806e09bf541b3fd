// Formats the calibration for people: pure functions from rows to text.
//
//   Workload                      Truth   Reading    Error       Allowed
//   1 GiB in one block: peak      1 GiB     1 GiB        0         exact  ok
//   sleep of 1 s: wall time     1.000 s   1.003 s  +0.30 %  0 to +2.00 %  ok
//
// An error is a share of the truth, or an amount where the truth is 0 or the
// reading must be exact. "0 to +2.00 %" allows errors in one direction only.

#ifndef LIB_CALIBRATION_TABLE_H_
#define LIB_CALIBRATION_TABLE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lib/calibration/row.h"

namespace feluda {

// Returns a line for each row. Each column is as wide as its longest cell.
std::string ToText(const Rows& rows);

// Returns one line, without a line break: how many rows are within their
// bounds, which are not, and what that means for the figures of this machine.
std::string Conclusion(const Rows& rows);

// Returns a whole document: the machine, the rows with the reasons for their
// bounds, and the conclusion. No text in it can break the table or become
// markup.
std::string CalibrationToMarkdown(absl::string_view machine, const Rows& rows);

}  // namespace feluda

#endif  // LIB_CALIBRATION_TABLE_H_
