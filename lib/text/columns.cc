#include "lib/text/columns.h"

#include <algorithm>

#include "lib/text/text.h"

namespace feluda {
namespace {

std::vector<size_t> WidthsOf(
    const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], Width(row[i]));
    }
  }
  return widths;
}

}  // namespace

std::vector<std::string> AlignColumns(
    const std::vector<std::vector<std::string>>& rows,
    const std::set<size_t>& to_the_right) {
  const std::vector<size_t> widths = WidthsOf(rows);
  std::vector<std::string> lines;
  for (const std::vector<std::string>& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line += "  ";
      if (to_the_right.count(i) > 0) {
        line += AlignRight(row[i], widths[i]);
      } else {
        line += i + 1 == row.size() ? row[i] : AlignLeft(row[i], widths[i]);
      }
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace feluda
