#include "lib/text/printable_line.h"

#include <algorithm>

#include "lib/text/text.h"

namespace feluda {

std::string PrintableLine(absl::string_view text) {
  std::string line = Printable(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

}  // namespace feluda
