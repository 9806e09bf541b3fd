// Text in columns, for a terminal.
//
//   for (const std::string& line :
//        AlignColumns({{"Name", "Time"}, {"sort/8", "1.2 ms"}}, {1})) ...

#ifndef LIB_TEXT_COLUMNS_H_
#define LIB_TEXT_COLUMNS_H_

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace feluda {

// A line a row, two blanks between the columns, which are as wide as the
// longest cell. Those of `to_the_right` are aligned to the right, all others to
// the left; nothing is filled up behind the last. REQUIRES: the rows have the
// same number of cells, which are valid UTF-8.
std::vector<std::string> AlignColumns(
    const std::vector<std::vector<std::string>>& rows,
    const std::set<size_t>& to_the_right);

}  // namespace feluda

#endif  // LIB_TEXT_COLUMNS_H_
