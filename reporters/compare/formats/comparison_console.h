// The comparison as a table for a terminal.

#ifndef REPORTERS_COMPARE_FORMATS_COMPARISON_CONSOLE_H_
#define REPORTERS_COMPARE_FORMATS_COMPARISON_CONSOLE_H_

#include <cstddef>
#include <string>

#include "reporters/compare/formats/comparison_text.h"

namespace feluda {

struct ComparisonConsoleOptions {
  // The most rows of figures, and the most lines of a list.
  size_t rows = 60;
  // Whether figures that stayed the same have rows, too.
  bool show_same = false;
  bool colors = false;
};

std::string ToConsole(const ComparisonReport& report,
                      const ComparisonConsoleOptions& options);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_FORMATS_COMPARISON_CONSOLE_H_
