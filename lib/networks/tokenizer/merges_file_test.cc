#include "lib/networks/tokenizer/merges_file.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(MergesFileTest, ReadsPairs) {
  for (const std::string text :
       {"#version: 0.2\ni n\nt h</w>",
        "\"bpe.txt#version: 0.2\r\ni n\r\nt h</w>\r\n\r\n"}) {
    const auto merges = ParseMerges("merges.txt", text);
    ASSERT_TRUE(merges.ok()) << merges.status();
    ASSERT_EQ(merges->size(), 2);
    EXPECT_EQ((*merges)[1].left, "t");
    EXPECT_EQ((*merges)[1].right, "h</w>");
    EXPECT_EQ((*merges)[1].line, 3);
  }
}

TEST(MergesFileTest, ReadsAsManyAsClipDoes) {
  std::string text = "#version: 0.2\n";
  for (int i = 0; i < 50000; ++i) absl::StrAppend(&text, "a b\n");
  const auto merges = ParseMerges("merges.txt", text);
  ASSERT_TRUE(merges.ok()) << merges.status();
  EXPECT_EQ(merges->size(), 48894);
}

TEST(MergesFileTest, NamesTheLineThatItRefuses) {
  const struct {
    const char* text;
    const char* error;
  } kCases[] = {
      {"", "merges.txt:1: has no \"#version\"; give CLIP's merges.txt"},
      {"i n\nt h\n", "merges.txt:1: has no \"#version\""},
      {"#version\n", "merges.txt:2: has no merges"},
      {"#version\ni n\nth\n", "merges.txt:3: is not two tokens"},
      {"#version\ni n\n\nt h\n", "merges.txt:3: is not two tokens"},
      {"#version\ni  n\n", "merges.txt:2: is not two tokens"},
      {"#version\n i n\n", "merges.txt:2: is not two tokens"},
      {"#version\ni n g\n", "merges.txt:2: is not two tokens"}};
  for (const auto& test : kCases) {
    const auto merges = ParseMerges("merges.txt", test.text);
    ASSERT_FALSE(merges.ok()) << test.text;
    EXPECT_TRUE(absl::StartsWith(merges.status().message(), test.error))
        << merges.status();
  }
}

}  // namespace
}  // namespace feluda
