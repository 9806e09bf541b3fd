#include "lib/networks/tokenizer/text/text_cleaning.h"

#include <algorithm>
#include <cstddef>

#include "lib/networks/tokenizer/text/html_entities.h"
#include "lib/networks/tokenizer/text/unicode.h"

namespace feluda {
namespace {

constexpr char32_t kEscape = 0x1B;
constexpr char32_t kIdeographicSpace = 0x3000;

bool IsAsciiLetter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Characters "not suitable for use with markup" that show nothing.
bool IsUnwanted(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r') ||
         c == 0x7F || (c >= 0x206A && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFC);
}

// The letters of ligatures and digraphs of Latin; null for other characters.
const char32_t* LettersOfLigature(char32_t c) {
  static constexpr struct {
    char32_t ligature;
    const char32_t* letters;
  } kLigatures[] = {
      {0x132, U"IJ"},      {0x133, U"ij"},      {0x149, U"ʼn"},
      {0x1C4, U"D\u017D"}, {0x1C5, U"D\u017E"}, {0x1C6, U"d\u017E"},
      {0x1C7, U"LJ"},      {0x1C8, U"Lj"},      {0x1C9, U"lj"},
      {0x1CA, U"NJ"},      {0x1CB, U"Nj"},      {0x1CC, U"nj"},
      {0x1F1, U"DZ"},      {0x1F2, U"Dz"},      {0x1F3, U"dz"},
      {0xFB00, U"ff"},     {0xFB01, U"fi"},     {0xFB02, U"fl"},
      {0xFB03, U"ffi"},    {0xFB04, U"ffl"},    {0xFB05, U"ſt"},
      {0xFB06, U"st"}};
  for (const auto& [ligature, letters] : kLigatures) {
    if (c == ligature) return letters;
  }
  return nullptr;
}

// Full and half width are what CJK's grids need; the normal width is meant.
bool HasOddWidth(char32_t c) { return c >= 0xFF01 && c < 0xFFF0; }

char32_t WithStraightQuote(char32_t c) {
  if (c >= 0x201C && c <= 0x201F) return '"';
  if (c == 0x2BC || (c >= 0x2018 && c <= 0x201B)) return '\'';
  return c;
}

std::u32string FixCharacters(const std::u32string& text) {
  std::u32string fixed;
  fixed.reserve(text.size());
  for (const char32_t c : text) {
    const char32_t meant = FromWindows1252(c);
    if (const char32_t* letters = LettersOfLigature(meant)) {
      fixed += letters;
    } else if (HasOddWidth(meant)) {
      fixed += CompatibleForm(meant);
    } else if (meant == kIdeographicSpace) {
      fixed += ' ';
    } else {
      fixed += meant;
    }
  }
  std::transform(fixed.begin(), fixed.end(), fixed.begin(), WithStraightQuote);
  return fixed;
}

std::u32string FixLineBreaks(const std::u32string& text) {
  std::u32string fixed;
  fixed.reserve(text.size());
  for (size_t at = 0; at < text.size(); ++at) {
    const char32_t c = text[at];
    const bool is_break = c == '\r' || c == 0x2028 || c == 0x2029;
    if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    fixed += is_break ? U'\n' : c;
  }
  return fixed;
}

// The length of the terminal's escape sequence at `at`, such as ESC[1;31m; 0 if
// there is none.
size_t EscapeLength(const std::u32string& text, size_t at) {
  if (text[at] != kEscape || at + 1 >= text.size() || text[at + 1] != '[') {
    return 0;
  }
  size_t end = at + 2;
  while (end < text.size() &&
         (text[end] == ';' || (text[end] >= '0' && text[end] <= '9'))) {
    ++end;
  }
  if (end >= text.size() || !IsAsciiLetter(text[end])) return 0;
  return end + 1 - at;
}

std::u32string RemoveControls(const std::u32string& text) {
  std::u32string kept;
  kept.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t escape = EscapeLength(text, at);
    if (escape == 0 && !IsUnwanted(text[at])) kept += text[at];
    at += std::max<size_t>(1, escape);
  }
  return kept;
}

// Fixes until nothing changes, since one fix may show what another mends, such
// as an entity in full width.
std::u32string FixSegment(std::u32string segment, bool unescape) {
  while (true) {
    std::u32string fixed = unescape ? UnescapeWholeEntities(segment) : segment;
    fixed = FixLineBreaks(FixCharacters(fixed));
    fixed = Composed(RemoveControls(fixed));
    if (fixed == segment) return fixed;
    segment = std::move(fixed);
  }
}

// ftfy's fix_text(): line by line, and from the first line with a '<' on, what
// looks like an entity is left, since the text may be HTML.
std::u32string FixText(const std::u32string& text) {
  std::u32string fixed;
  bool unescape = true;
  for (size_t at = 0; at < text.size();) {
    const size_t line_break = text.find(U'\n', at);
    const size_t end =
        line_break == std::u32string::npos ? text.size() : line_break + 1;
    const std::u32string segment = text.substr(at, end - at);
    unescape = unescape && segment.find(U'<') == std::u32string::npos;
    fixed += FixSegment(segment, unescape);
    at = end;
  }
  return fixed;
}

std::u32string CollapseSpaces(const std::u32string& text) {
  std::u32string collapsed;
  collapsed.reserve(text.size());
  for (const char32_t c : text) {
    if (!IsSpace(c)) {
      collapsed += c;
    } else if (!collapsed.empty() && collapsed.back() != ' ') {
      collapsed += ' ';
    }
  }
  if (!collapsed.empty() && collapsed.back() == ' ') collapsed.pop_back();
  return collapsed;
}

}  // namespace

absl::StatusOr<std::u32string> CleanText(absl::string_view text) {
  const absl::StatusOr<std::u32string> decoded = DecodeUtf8(text);
  if (!decoded.ok()) return decoded.status();
  const std::u32string unescaped =
      UnescapeHtml(UnescapeHtml(FixText(*decoded)));
  return LowerCase(CollapseSpaces(unescaped));
}

}  // namespace feluda
