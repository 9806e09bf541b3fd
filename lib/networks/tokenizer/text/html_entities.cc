#include "lib/networks/tokenizer/text/html_entities.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "absl/status/statusor.h"
#include "gumbo.h"
#include "lib/networks/tokenizer/text/unicode.h"

namespace feluda {
namespace {

constexpr size_t kMaxNameLength = 32;
constexpr size_t kMaxWholeNameLength = 24;
constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kMaxCodePoint = 0x10FFFF;

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

std::optional<int> HexDigit(char32_t c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

// A part of a text, and what it is replaced with.
struct Replacement {
  size_t length = 0;
  std::u32string characters;
};

std::u32string CharacterOfNumber(char32_t number) {
  if (number == 0 || number > kMaxCodePoint ||
      (number >= 0xD800 && number <= 0xDFFF)) {
    return {kReplacement};
  }
  // Pages have numbers of Windows-1252 by mistake.
  if (number >= 0x80 && number <= 0x9F) return {FromWindows1252(number)};
  const bool is_control = (number < 0x20 && number != '\t' && number != '\n' &&
                           number != '\f' && number != '\r') ||
                          number == 0x7F;
  const bool is_noncharacter =
      (number >= 0xFDD0 && number <= 0xFDEF) || (number & 0xFFFE) == 0xFFFE;
  if (is_control || is_noncharacter) return {};
  return {number};
}

// The reference by number at `at`, if there is one.
std::optional<Replacement> NumberAt(const std::u32string& text, size_t at) {
  size_t end = at + 2;
  const bool is_hex =
      end < text.size() && (text[end] == 'x' || text[end] == 'X');
  if (is_hex) ++end;
  const size_t start = end;
  char32_t number = 0;
  for (; end < text.size(); ++end) {
    const std::optional<int> digit = HexDigit(text[end]);
    if (!digit.has_value() || (!is_hex && *digit > 9)) break;
    // Beyond the largest it stays beyond, without overflow.
    number = std::min(number * (is_hex ? 16 : 10) + *digit, kMaxCodePoint + 1);
  }
  if (end == start) return std::nullopt;
  if (end < text.size() && text[end] == ';') ++end;
  return Replacement{end - at, CharacterOfNumber(number)};
}

// The text of the only text node that `html`, without tags, parses to.
std::string ParsedText(const std::string& html) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.fragment_context = GUMBO_TAG_DIV;
  GumboOutput* output =
      gumbo_parse_with_options(&options, html.data(), html.size());
  std::string text;
  const GumboVector& nodes = output->root->v.element.children;
  for (unsigned i = 0; i < nodes.length; ++i) {
    text += static_cast<const GumboNode*>(nodes.data[i])->v.text.text;
  }
  gumbo_destroy_output(&options, output);
  return text;
}

// `reference` begins with an ampersand and has letters, digits and a semicolon.
std::u32string UnescapeName(const std::u32string& reference) {
  // The letter in front keeps white space that an entity stands for.
  const std::string text = ParsedText("x" + EncodeUtf8(reference));
  const absl::StatusOr<std::u32string> unescaped = DecodeUtf8(text);
  return unescaped.ok() && !unescaped->empty() ? unescaped->substr(1)
                                               : reference;
}

bool IsNameCharacter(char32_t c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The ampersand at `at` and what may be the name of an entity: letters and
// digits, and the semicolon behind them. Names have nothing else.
std::u32string CandidateAt(const std::u32string& text, size_t at,
                           size_t longest) {
  size_t end = at + 1;
  while (end < text.size() && end - at <= longest &&
         IsNameCharacter(text[end])) {
    ++end;
  }
  if (end < text.size() && text[end] == ';') ++end;
  return text.substr(at, end - at);
}

std::optional<Replacement> NameAt(const std::u32string& text, size_t at) {
  const std::u32string candidate = CandidateAt(text, at, kMaxNameLength);
  if (candidate.size() < 3) return std::nullopt;
  return Replacement{candidate.size(), UnescapeName(candidate)};
}

std::optional<Replacement> ReferenceAt(const std::u32string& text, size_t at) {
  if (at + 1 < text.size() && text[at + 1] == '#') return NumberAt(text, at);
  return NameAt(text, at);
}

// Nothing if some of the reference is left over.
std::optional<std::u32string> UnescapeWholeName(const std::u32string& name) {
  const std::u32string unescaped = UnescapeName(name);
  const bool is_whole = unescaped == U";" || unescaped.back() != ';';
  if (unescaped == name || !is_whole) return std::nullopt;
  return unescaped;
}

std::optional<Replacement> WholeNameAt(const std::u32string& text, size_t at) {
  const std::u32string name = CandidateAt(text, at, kMaxWholeNameLength);
  if (name.size() < 3 || name.back() != ';') return std::nullopt;
  const std::optional<std::u32string> unescaped = UnescapeWholeName(name);
  if (unescaped.has_value()) return Replacement{name.size(), *unescaped};
  const std::u32string lower = LowerCase(name);
  for (const char32_t c : name) {
    if (c >= 'a' && c <= 'z') return std::nullopt;
  }
  // A browser may know the start of the capitals, such as &AMPX; that is then
  // no name in capitals.
  if (lower == name || UnescapeName(name) != name) return std::nullopt;
  const std::optional<std::u32string> of_lower = UnescapeWholeName(lower);
  if (!of_lower.has_value()) return std::nullopt;
  return Replacement{name.size(), UpperCase(*of_lower)};
}

std::optional<Replacement> WholeReferenceAt(const std::u32string& text,
                                            size_t at) {
  if (at + 1 >= text.size() || text[at + 1] != '#') {
    return WholeNameAt(text, at);
  }
  const std::optional<Replacement> number = NumberAt(text, at);
  const bool is_whole =
      number.has_value() && text[at + number->length - 1] == ';' &&
      number->length - 3 <= kMaxWholeNameLength && number->characters != U";";
  return is_whole ? number : std::nullopt;
}

// `again` says whether an ampersand that comes out may begin a reference too.
template <typename Find>
std::u32string ReplaceReferences(std::u32string text, bool again, Find find) {
  std::u32string replaced;
  replaced.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    std::optional<Replacement> found;
    if (text[at] == '&') found = find(text, at);
    if (!found.has_value()) {
      replaced += text[at++];
    } else if (again && found->characters == U"&") {
      at += found->length - 1;
      text[at] = '&';
    } else {
      replaced += found->characters;
      at += found->length;
    }
  }
  return replaced;
}

}  // namespace

std::u32string UnescapeHtml(const std::u32string& text) {
  return ReplaceReferences(text, /*again=*/false, ReferenceAt);
}

std::u32string UnescapeWholeEntities(const std::u32string& text) {
  return ReplaceReferences(text, /*again=*/true, WholeReferenceAt);
}

}  // namespace feluda
