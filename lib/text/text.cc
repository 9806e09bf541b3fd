#include "lib/text/text.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace feluda {
namespace {

std::string Blanks(absl::string_view text, size_t width) {
  return std::string(width - std::min(width, Width(text)), ' ');
}

// Whether the byte continues a character of UTF-8 and does not begin one.
bool ContinuesCharacter(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

struct ByteRange {
  unsigned char first;
  unsigned char last;

  bool Contains(char c) const {
    const auto byte = static_cast<unsigned char>(c);
    return first <= byte && byte <= last;
  }
};

// The number of bytes of a character that begins with `lead`; 0 if none does.
size_t EncodedBytes(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (0xC2 <= lead && lead <= 0xDF) return 2;
  if (0xE0 <= lead && lead <= 0xEF) return 3;
  return 0xF0 <= lead && lead <= 0xF4 ? 4 : 0;
}

// The second byte excludes what has a shorter encoding (after E0 and F0),
// surrogates (ED) and what lies beyond U+10FFFF (F4).
ByteRange SecondByte(unsigned char lead) {
  switch (lead) {
    case 0xE0:
      return {0xA0, 0xBF};
    case 0xED:
      return {0x80, 0x9F};
    case 0xF0:
      return {0x90, 0xBF};
    case 0xF4:
      return {0x80, 0x8F};
    default:
      return {0x80, 0xBF};
  }
}

struct Character {
  size_t bytes;
  bool valid;
};

// A character of UTF-8, or as many bytes as could have begun one. REQUIRES:
// text is not empty.
Character FirstCharacter(absl::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const size_t bytes = EncodedBytes(lead);
  if (bytes == 0) return {1, false};
  ByteRange range = SecondByte(lead);
  for (size_t i = 1; i < bytes; ++i) {
    if (i == text.size() || !range.Contains(text[i])) return {i, false};
    range = {0x80, 0xBF};
  }
  return {bytes, true};
}

}  // namespace

// As the JSON library replaces them: one U+FFFD for the longest start of a
// character that the bytes could have been.
std::string ValidUtf8(absl::string_view text) {
  constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const Character first = FirstCharacter(text);
    absl::StrAppend(&valid,
                    first.valid ? text.substr(0, first.bytes) : kReplacement);
    text.remove_prefix(first.bytes);
  }
  return valid;
}

std::string Printable(absl::string_view text) {
  std::string result = absl::StrReplaceAll(
      ValidUtf8(text),
      {{"\r\n", "\n"}, {"\r", "\n"}, {"\v", "\n"}, {"\f", "\n"}});
  for (char& c : result) {
    if (c != '\n' && absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
      c = ' ';
    }
  }
  while (!result.empty() && result.back() == '\n') result.pop_back();
  return result;
}

absl::string_view FirstLine(absl::string_view text) {
  return text.substr(0, text.find('\n'));
}

std::string StartOf(absl::string_view text, size_t max_bytes) {
  std::string start = ValidUtf8(text);
  if (start.size() <= max_bytes) return start;
  size_t end = max_bytes;
  while (end > 0 && ContinuesCharacter(start[end])) --end;
  start.resize(end);
  return start;
}

std::string CutText(absl::string_view text, size_t max_bytes) {
  const std::string valid = ValidUtf8(text);
  const std::string start = StartOf(valid, max_bytes);
  const size_t left = valid.size() - start.size();
  return left == 0 ? start : absl::StrCat(start, "… (", left, " bytes more)");
}

size_t Width(absl::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return !ContinuesCharacter(c); });
}

std::string AlignLeft(absl::string_view text, size_t width) {
  return absl::StrCat(text, Blanks(text, width));
}

std::string AlignRight(absl::string_view text, size_t width) {
  return absl::StrCat(Blanks(text, width), text);
}

}  // namespace feluda
