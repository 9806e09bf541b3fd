// Text that comes from outside (names, labels, error messages), made fit to be
// shown.

#ifndef LIB_TEXT_TEXT_H_
#define LIB_TEXT_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace feluda {

// `text` with U+FFFD in place of bytes that are not UTF-8.
std::string ValidUtf8(absl::string_view text);

// Valid UTF-8, every line ending a '\n', none at the end, and each other
// control character a blank: nothing in it moves a terminal's cursor.
std::string Printable(absl::string_view text);

// Up to the first line break.
absl::string_view FirstLine(absl::string_view text);

// Valid UTF-8, and no more of it than so many bytes.
std::string StartOf(absl::string_view text, size_t max_bytes);

// The same, and where something is cut off "… (12 bytes more)".
std::string CutText(absl::string_view text, size_t max_bytes);

// The columns that valid UTF-8 takes, counting a character as one.
size_t Width(absl::string_view text);

// Filled up with blanks to `width` columns; longer text stays as it is.
std::string AlignLeft(absl::string_view text, size_t width);
std::string AlignRight(absl::string_view text, size_t width);

}  // namespace feluda

#endif  // LIB_TEXT_TEXT_H_
