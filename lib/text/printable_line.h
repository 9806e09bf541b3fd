// Makes text from outside fit for one line: a cell of a table, an item of a
// list. See text.h for text that may have several.

#ifndef LIB_TEXT_PRINTABLE_LINE_H_
#define LIB_TEXT_PRINTABLE_LINE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace feluda {

// Returns valid UTF-8 in which every control character, line breaks included,
// is a blank.
std::string PrintableLine(absl::string_view text);

}  // namespace feluda

#endif  // LIB_TEXT_PRINTABLE_LINE_H_
