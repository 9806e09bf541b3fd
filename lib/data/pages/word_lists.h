// The common words that text pages are made of, by language, in Unicode's
// composed form (NFC), without punctuation.
//
//   absl::Span<const absl::string_view> words = WordsOf(PageLanguage::kTamil);

#ifndef LIB_DATA_PAGES_WORD_LISTS_H_
#define LIB_DATA_PAGES_WORD_LISTS_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace feluda {

enum class PageLanguage { kEnglish, kHindi, kTamil, kTelugu };

inline constexpr PageLanguage kPageLanguages[] = {
    PageLanguage::kEnglish, PageLanguage::kHindi, PageLanguage::kTamil,
    PageLanguage::kTelugu};

absl::Span<const absl::string_view> WordsOf(PageLanguage language);

// Returns the mark that ends a sentence: "." or the danda.
absl::string_view SentenceEndOf(PageLanguage language);

// Returns Tesseract's name of the language: `eng`, `hin`, `tam` or `tel`.
absl::string_view CodeOf(PageLanguage language);

}  // namespace feluda

#endif  // LIB_DATA_PAGES_WORD_LISTS_H_
