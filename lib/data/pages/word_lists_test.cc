#include "lib/data/pages/word_lists.h"

#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(WordListsTest, AreOfDifferentWords) {
  for (PageLanguage language : kPageLanguages) {
    const auto words = WordsOf(language);
    EXPECT_GE(words.size(), 90u);
    EXPECT_EQ(std::set<absl::string_view>(words.begin(), words.end()).size(),
              words.size())
        << CodeOf(language);
  }
}

// Characters written as two code points for which NFC has one, and characters
// written as one that NFC writes as two.
TEST(WordListsTest, AreInComposedForm) {
  constexpr absl::string_view kNotComposed[] = {
      "\u0958",       "\u0959",       "\u095a",       "\u095b",
      "\u095c",       "\u095d",       "\u095e",       "\u095f",
      "\u0928\u093c", "\u0930\u093c", "\u0933\u093c", "\u0b92\u0bd7",
      "\u0bc6\u0bbe", "\u0bc7\u0bbe", "\u0bc6\u0bd7", "\u0c46\u0c56",
  };
  for (PageLanguage language : kPageLanguages) {
    for (absl::string_view word : WordsOf(language)) {
      for (absl::string_view sequence : kNotComposed) {
        EXPECT_FALSE(absl::StrContains(word, sequence)) << word;
      }
    }
  }
}

// All of a script's code points begin with the same two bytes of UTF-8, give or
// take one in the second.
TEST(WordListsTest, AreOfOneScriptEach) {
  const struct {
    PageLanguage language;
    absl::string_view lead;
    absl::string_view seconds;
  } cases[] = {
      {PageLanguage::kHindi, "\xe0", "\xa4\xa5"},
      {PageLanguage::kTamil, "\xe0", "\xae\xaf"},
      {PageLanguage::kTelugu, "\xe0", "\xb0\xb1"},
  };
  for (const auto& c : cases) {
    for (absl::string_view word : WordsOf(c.language)) {
      for (size_t i = 0; i < word.size(); i += 3) {
        EXPECT_EQ(word.substr(i, 1), c.lead) << word;
        EXPECT_TRUE(absl::StrContains(c.seconds, word.substr(i + 1, 1)))
            << word;
      }
    }
  }
  for (absl::string_view word : WordsOf(PageLanguage::kEnglish)) {
    for (char c : word) EXPECT_TRUE(c >= 'a' && c <= 'z') << word;
  }
}

}  // namespace
}  // namespace feluda
