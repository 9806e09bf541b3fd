#include "lib/networks/tokenizer/word_split.h"

#include <cstddef>
#include <initializer_list>

#include "absl/strings/string_view.h"
#include "lib/networks/tokenizer/text/unicode.h"

namespace feluda {
namespace {

constexpr char32_t kLongS = 0x17F;
constexpr char32_t kYpogegrammeni = 0x345;

enum class Kind { kLetter, kNumber, kNone, kOther };

Kind KindOf(char32_t c) {
  if (IsLetter(c)) return Kind::kLetter;
  if (IsNumber(c)) return Kind::kNumber;
  // CLIP's pattern ignores case, and this mark has a letter for its capital: so
  // it is neither a letter nor anything else.
  if (IsSpace(c) || c == kYpogegrammeni) return Kind::kNone;
  return Kind::kOther;
}

// The pattern ignores case, for which ſ is an s.
bool StartsWith(const std::u32string& text, size_t at, absl::string_view word) {
  if (text.size() - at < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    const char32_t c = text[at + i] == kLongS ? U's' : text[at + i];
    if (c != static_cast<unsigned char>(word[i])) return false;
  }
  return true;
}

// The length of the fixed word at `at`, 0 if there is none.
size_t FixedWordLength(const std::u32string& text, size_t at) {
  for (const absl::string_view word :
       {absl::string_view(kStartOfText), absl::string_view(kEndOfText),
        absl::string_view("'s"), absl::string_view("'t"),
        absl::string_view("'re"), absl::string_view("'ve"),
        absl::string_view("'m"), absl::string_view("'ll"),
        absl::string_view("'d")}) {
    if (StartsWith(text, at, word)) return word.size();
  }
  return 0;
}

// REQUIRES: the character at `at` is of a kind.
size_t WordLength(const std::u32string& text, size_t at) {
  if (const size_t length = FixedWordLength(text, at)) return length;
  const Kind kind = KindOf(text[at]);
  if (kind == Kind::kNumber) return 1;
  size_t end = at + 1;
  while (end < text.size() && KindOf(text[end]) == kind) ++end;
  return end - at;
}

}  // namespace

std::vector<std::u32string> SplitWords(const std::u32string& text,
                                       size_t most) {
  std::vector<std::u32string> words;
  for (size_t at = 0; at < text.size() && words.size() < most;) {
    if (KindOf(text[at]) == Kind::kNone) {
      ++at;
      continue;
    }
    const size_t length = WordLength(text, at);
    words.push_back(text.substr(at, length));
    at += length;
  }
  return words;
}

}  // namespace feluda
