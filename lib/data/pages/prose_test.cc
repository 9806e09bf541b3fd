#include "lib/data/pages/prose.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/pages/word_lists.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

std::vector<ProseWord> Words(Prose prose, int count) {
  std::vector<ProseWord> words;
  for (int i = 0; i < count; ++i) words.push_back(prose.Next());
  return words;
}

TEST(ProseTest, IsWrittenDown) {
  Prose prose({PageLanguage::kEnglish}, RandomStream(1, 0));
  std::vector<std::string> texts;
  for (const ProseWord& word : Words(prose, 6)) texts.push_back(word.text);
  EXPECT_THAT(texts, ElementsAre("Justice", "because", "public", "election",
                                 "today.", "Claim"));
}

TEST(ProseTest, ParagraphsTakeTurnsThroughTheLanguages) {
  const std::vector<PageLanguage> languages = {PageLanguage::kTamil,
                                               PageLanguage::kHindi};
  size_t paragraph = 0;
  for (const ProseWord& word :
       Words(Prose(languages, RandomStream(42, 0)), 300)) {
    EXPECT_EQ(word.language, languages[paragraph % 2]);
    paragraph += word.ends_paragraph;
  }
  EXPECT_GT(paragraph, 5u);
}

TEST(ProseTest, SentencesEndAsTheirLanguagesDo) {
  for (PageLanguage language : kPageLanguages) {
    int sentences = 0;
    for (const ProseWord& word :
         Words(Prose({language}, RandomStream(42, 0)), 200)) {
      const bool ends = absl::EndsWith(word.text, SentenceEndOf(language));
      EXPECT_TRUE(ends || !word.ends_paragraph) << word.text;
      sentences += ends;
    }
    EXPECT_GE(sentences, 20) << CodeOf(language);
    EXPECT_LE(sentences, 40) << CodeOf(language);
  }
}

}  // namespace
}  // namespace feluda
