// Characters of Unicode as CLIP's tokenizer needs them: UTF-8 decoded and
// checked, classes of characters, lower case, and normalization. The tables are
// utf8proc's.
//
//   absl::StatusOr<std::u32string> text = DecodeUtf8("Straße ΟΔΟΣ");
//   EncodeUtf8(LowerCase(*text));  // "straße οδος"
//
// Characters that are newer than utf8proc's version of Unicode (15 in Debian
// 12) belong to no class. Threads: any number.

#ifndef LIB_NETWORKS_TOKENIZER_TEXT_UNICODE_H_
#define LIB_NETWORKS_TOKENIZER_TEXT_UNICODE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

// Decodes a text. Error: InvalidArgument, which names the first byte that is
// not UTF-8.
absl::StatusOr<std::u32string> DecodeUtf8(absl::string_view text);

// Encodes a text. REQUIRES: every character is one of Unicode and no surrogate.
std::string EncodeUtf8(const std::u32string& text);

// Regular expressions' \p{L} and \p{N}.
bool IsLetter(char32_t c);
bool IsNumber(char32_t c);

// Whether Python's str.isspace() is true: for Unicode's white space, and the
// separators U+001C to U+001F.
bool IsSpace(char32_t c);

// Returns lower case as Python's str.lower() does: one character for one, but İ
// becomes two, and Σ at the end of a word becomes ς.
std::u32string LowerCase(const std::u32string& text);

// Returns upper case: one character for one, but ß becomes SS.
std::u32string UpperCase(const std::u32string& text);

// Returns what Windows-1252 has in place of a control character U+0080 to
// U+009F, and any other character as it is.
char32_t FromWindows1252(char32_t c);

// Unicode's normalization forms C, and KC of a single character.
std::u32string Composed(const std::u32string& text);
std::u32string CompatibleForm(char32_t c);

}  // namespace feluda

#endif  // LIB_NETWORKS_TOKENIZER_TEXT_UNICODE_H_
