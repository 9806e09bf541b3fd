#include "lib/networks/tokenizer/text/unicode.h"

#include <cstdlib>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "utf8proc.h"

namespace feluda {
namespace {

constexpr char32_t kCapitalSigma = 0x3A3;
constexpr char32_t kFinalSigma = 0x3C2;
constexpr char32_t kCapitalDottedI = 0x130;

constexpr char32_t kWindows1252[] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

// Apostrophes, full stops and colons, which stand within words.
constexpr char32_t kWithinWords[] = {
    0x27,   0x2E,   0x3A,   0xB7,   0x387,  0x55F,  0x5F4,  0x2018, 0x2019,
    0x2024, 0x2027, 0xFE13, 0xFE52, 0xFE55, 0xFF07, 0xFF0E, 0xFF1A};

bool IsCaseIgnorable(char32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
      return true;
    default:
      break;
  }
  for (const char32_t other : kWithinWords) {
    if (c == other) return true;
  }
  return false;
}

bool IsCased(char32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
      return true;
    default:
      break;
  }
  const auto same = static_cast<utf8proc_int32_t>(c);
  return utf8proc_tolower(same) != same || utf8proc_toupper(same) != same ||
         c == U'ª' || c == U'º';
}

// Whether the sigma at `at` ends a word: a cased character comes before it, and
// none comes after it, leaving out what may stand between.
bool EndsWord(const std::u32string& text, size_t at) {
  size_t before = at;
  while (before > 0 && IsCaseIgnorable(text[before - 1])) --before;
  if (before == 0 || !IsCased(text[before - 1])) return false;
  size_t after = at + 1;
  while (after < text.size() && IsCaseIgnorable(text[after])) ++after;
  return after == text.size() || !IsCased(text[after]);
}

struct Freer {
  void operator()(utf8proc_uint8_t* memory) const { std::free(memory); }
};

std::u32string Mapped(const std::string& utf8, int options) {
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                   utf8.size(), &mapped,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE |
                                                  UTF8PROC_COMPOSE | options));
  const std::unique_ptr<utf8proc_uint8_t, Freer> owned(mapped);
  // It fails only for invalid UTF-8 and without memory.
  if (size < 0) return *DecodeUtf8(utf8);
  return *DecodeUtf8(
      absl::string_view(reinterpret_cast<const char*>(mapped), size));
}

}  // namespace

absl::StatusOr<std::u32string> DecodeUtf8(absl::string_view text) {
  std::u32string characters;
  characters.reserve(text.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (size_t at = 0; at < text.size();) {
    utf8proc_int32_t c = -1;
    const utf8proc_ssize_t size =
        utf8proc_iterate(bytes + at, text.size() - at, &c);
    if (size <= 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("byte ", at + 1, " of the text is not UTF-8"));
    }
    characters.push_back(c);
    at += size;
  }
  return characters;
}

std::string EncodeUtf8(const std::u32string& text) {
  std::string encoded;
  encoded.reserve(text.size());
  for (const char32_t c : text) {
    utf8proc_uint8_t bytes[4];
    const utf8proc_ssize_t size = utf8proc_encode_char(c, bytes);
    encoded.append(reinterpret_cast<const char*>(bytes), size);
  }
  return encoded;
}

bool IsLetter(char32_t c) {
  const utf8proc_category_t category = utf8proc_category(c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool IsNumber(char32_t c) {
  const utf8proc_category_t category = utf8proc_category(c);
  return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

bool IsSpace(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31);
  const utf8proc_category_t category = utf8proc_category(c);
  return c == 0x85 || category == UTF8PROC_CATEGORY_ZS ||
         category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

std::u32string LowerCase(const std::u32string& text) {
  std::u32string lower;
  lower.reserve(text.size());
  for (size_t at = 0; at < text.size(); ++at) {
    const char32_t c = text[at];
    if (c == kCapitalDottedI) {
      lower += U"i\u0307";
    } else if (c == kCapitalSigma && EndsWord(text, at)) {
      lower += kFinalSigma;
    } else {
      lower += static_cast<char32_t>(utf8proc_tolower(c));
    }
  }
  return lower;
}

std::u32string UpperCase(const std::u32string& text) {
  std::u32string upper;
  for (const char32_t c : text) {
    if (c == U'ß') {
      upper += U"SS";
    } else {
      upper += static_cast<char32_t>(utf8proc_toupper(c));
    }
  }
  return upper;
}

char32_t FromWindows1252(char32_t c) {
  return c >= 0x80 && c <= 0x9F ? kWindows1252[c - 0x80] : c;
}

std::u32string Composed(const std::u32string& text) {
  return Mapped(EncodeUtf8(text), 0);
}

std::u32string CompatibleForm(char32_t c) {
  return Mapped(EncodeUtf8(std::u32string(1, c)), UTF8PROC_COMPAT);
}

}  // namespace feluda
