#include "lib/networks/tokenizer/clip_tokenizer.h"

#include <fstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

constexpr char kTestdata[] = "lib/networks/tokenizer/testdata/";

ClipTokenizer Tokenizer() {
  return ClipTokenizer(
      *BpeVocabulary::Load(std::string(kTestdata) + "merges.txt"));
}

TEST(ClipTokenizerTest, GivesTheIdsOfOpenAisTokenizer) {
  std::ifstream in(std::string(kTestdata) + "ids.json");
  const nlohmann::json rows = nlohmann::json::parse(in);
  ASSERT_EQ(rows.size(), 34);
  const ClipTokenizer tokenizer = Tokenizer();
  for (const auto& row : rows) {
    const auto ids = tokenizer.Encode(row["text"].get<std::string>());
    ASSERT_TRUE(ids.ok()) << ids.status();
    EXPECT_EQ(*ids, row["ids"].get<std::vector<int32_t>>()) << row["text"];
  }
}

TEST(ClipTokenizerTest, KeepsTheEndOfOverLongText) {
  const auto ids = Tokenizer().Encode("1 2 3 4 5", 4);
  ASSERT_TRUE(ids.ok()) << ids.status();
  EXPECT_EQ(*ids, (std::vector<int32_t>{912, 272, 273, 913}));
}

// Each level costs the same, so that a text cannot take forever.
TEST(ClipTokenizerTest, TakesEntitiesWithinEntities) {
  std::string text = "&";
  for (int i = 0; i < 200000; ++i) text += "amp;";
  const auto ids = Tokenizer().Encode(text + "lt;");
  ASSERT_TRUE(ids.ok()) << ids.status();
  EXPECT_EQ(*ids, *Tokenizer().Encode("<"));
}

TEST(ClipTokenizerTest, RefusesWhatIsNoTextOrTooMuch) {
  EXPECT_EQ(Tokenizer().Encode("a\xFF").status().message(),
            "byte 2 of the text is not UTF-8");
  EXPECT_EQ(
      Tokenizer().Encode(std::string((1 << 20) + 1, 'x')).status().message(),
      "the text has 1048577 bytes, of which at most 1048576 are taken; "
      "shorten it");
}

}  // namespace
}  // namespace feluda
