// Makes text from outside (names, labels, error messages) fit to be shown.

#ifndef LIB_TEXT_TEXT_H_
#define LIB_TEXT_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace feluda {

// Returns `text` with U+FFFD in place of bytes that are not UTF-8.
std::string ValidUtf8(absl::string_view text);

// Returns valid UTF-8 in which nothing moves a terminal's cursor: every line
// break is a '\n', there is none at the end, and every other control character
// is a blank.
std::string Printable(absl::string_view text);

// Returns the text up to its first '\n'.
absl::string_view FirstLine(absl::string_view text);

// Returns the start of the text as valid UTF-8 of at most `max_bytes` bytes.
std::string StartOf(absl::string_view text, size_t max_bytes);

// Returns what StartOf() does, followed by "… (12 bytes more)" if something is
// cut off.
std::string CutText(absl::string_view text, size_t max_bytes);

// Returns the number of columns that valid UTF-8 takes, counting each character
// as one.
size_t Width(absl::string_view text);

// These fill the text up with blanks to `width` columns. Longer text is
// returned unchanged.
std::string AlignLeft(absl::string_view text, size_t width);
std::string AlignRight(absl::string_view text, size_t width);

}  // namespace feluda

#endif  // LIB_TEXT_TEXT_H_
