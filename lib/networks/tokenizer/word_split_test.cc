#include "lib/networks/tokenizer/word_split.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

using Words = std::vector<std::u32string>;

TEST(WordSplitTest, SplitsAsClipsPatternDoes) {
  const struct {
    std::u32string text;
    Words words;
  } kCases[] = {{U"", {}},
                {U" a  bc ", {U"a", U"bc"}},
                {U"it's they'll we've 'x",
                 {U"it", U"'s", U"they", U"'ll", U"we", U"'ve", U"'", U"x"}},
                {U"42nd 1.5", {U"4", U"2", U"nd", U"1", U".", U"5"}},
                {U"c++/c# !'s", {U"c", U"++/", U"c", U"#", U"!'", U"s"}},
                // A vowel sign is no letter.
                {U"नमस्ते", {U"नमस", U"्", U"त", U"े"}},
                {U"a<|startoftext|>b!<|endoftext|>",
                 {U"a", U"<|startoftext|>", U"b", U"!<|", U"endoftext", U"|>"}},
                {U"x'ſ a\u0345b", {U"x", U"'ſ", U"a", U"b"}}};
  for (const auto& test : kCases) {
    EXPECT_TRUE(SplitWords(test.text, 100) == test.words)
        << "case " << &test - kCases;
  }
}

TEST(WordSplitTest, StopsAfterTheMost) {
  EXPECT_EQ(SplitWords(U"a b c d", 2).size(), 2);
}

}  // namespace
}  // namespace feluda
