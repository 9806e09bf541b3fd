#include "lib/networks/tokenizer/byte_pairs.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

// Ids of merges begin at 512.
BpeVocabulary Merges(const std::string& lines) {
  const std::string text = "#version: 0.2\n" + lines;
  return *BpeVocabulary::Parse(BpeVocabulary::File{"merges.txt", text});
}

TEST(BytePairsTest, MergesTheLowestRankFirst) {
  const BpeVocabulary vocabulary = Merges("b c\na b\na bc</w>\nb c</w>\n");
  // "b c</w>" ranks behind "a b", after which nothing merges.
  EXPECT_EQ(EncodeBytePairs(vocabulary, "abc"),
            (std::vector<int32_t>{513, vocabulary.LastByteToken('c')}));
  EXPECT_EQ(EncodeBytePairs(vocabulary, "bcx"),
            (std::vector<int32_t>{512, vocabulary.LastByteToken('x')}));
}

TEST(BytePairsTest, MergesFromLeftToRight) {
  const BpeVocabulary vocabulary = Merges("a a\naa aa\n");
  const int32_t last = vocabulary.LastByteToken('a');
  EXPECT_EQ(EncodeBytePairs(vocabulary, "a"), (std::vector<int32_t>{last}));
  EXPECT_EQ(EncodeBytePairs(vocabulary, "aaaa"),
            (std::vector<int32_t>{512, vocabulary.ByteToken('a'), last}));
  EXPECT_EQ(EncodeBytePairs(vocabulary, "aaaaaa"),
            (std::vector<int32_t>{513, vocabulary.ByteToken('a'), last}));
}

TEST(BytePairsTest, TakesLongWords) {
  const BpeVocabulary vocabulary = Merges("a b\nab ab\nabab abab\n");
  std::string word;
  for (int i = 0; i < 40000; ++i) word += "ab";
  const std::vector<int32_t> tokens = EncodeBytePairs(vocabulary, word + "c");
  EXPECT_EQ(tokens.size(), 10001);
  EXPECT_EQ(tokens[0], 514);
}

}  // namespace
}  // namespace feluda
