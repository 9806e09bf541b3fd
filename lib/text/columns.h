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

// Returns a line for each row. Each column is as wide as its longest cell, with
// two blanks between columns and none at the end of a line. The columns whose
// indices are in `to_the_right` are aligned to the right, all others to the
// left. REQUIRES: all rows have as many cells; cells are valid UTF-8.
std::vector<std::string> AlignColumns(
    const std::vector<std::vector<std::string>>& rows,
    const std::set<size_t>& to_the_right);

}  // namespace feluda

#endif  // LIB_TEXT_COLUMNS_H_
