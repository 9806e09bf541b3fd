#include "lib/networks/tokenizer/vocab_file.h"

#include <string>

#include "absl/strings/match.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(VocabFileTest, ReadsTokensAndIds) {
  const auto ids = ParseVocab("vocab.json", R"({"a": 0, "\u0120b</w>": 7})");
  ASSERT_TRUE(ids.ok()) << ids.status();
  EXPECT_EQ(ids->size(), 2);
  EXPECT_EQ(ids->at("a"), 0);
  EXPECT_EQ(ids->at("Ġb</w>"), 7);
}

TEST(VocabFileTest, SaysWhatItRefuses) {
  const std::string deep(100000, '[');
  const struct {
    std::string json;
    const char* error;
  } kCases[] = {
      {"", "vocab.json: is not JSON at byte 1, where a JSON object"},
      {"{\"a\": 1", "vocab.json: is not JSON at byte 8"},
      {"{\"a\": 1} x", "vocab.json: is not JSON at byte 10"},
      {"{\"\xFF\": 1}", "vocab.json: is not JSON at byte 3"},
      {"5", "vocab.json: what it has is a number"},
      {deep, "vocab.json: what it has is an array"},
      {"{\"a\": {}}",
       "vocab.json: what it has for the token \"a\" is an object"},
      {"{\"a\": -1}",
       "vocab.json: what it has for the token \"a\" is a negative"},
      {"{\"a\": 1.5}",
       "vocab.json: what it has for the token \"a\" is a number with"},
      {"{\"a\": 2147483647}",
       "vocab.json: what it has for the token \"a\" is larger"},
      {"{\"a\": 1, \"b\": 1}",
       "vocab.json: what it has for the token \"b\" is the id"},
      {"{\"a\": 1, \"a\": 2}",
       "vocab.json: what it has for the token \"a\" is there twice"},
      {"{\"a\": \"b\"}",
       "vocab.json: what it has for the token \"a\" is a string"}};
  for (const auto& test : kCases) {
    const auto ids = ParseVocab("vocab.json", test.json);
    ASSERT_FALSE(ids.ok()) << test.error;
    EXPECT_TRUE(absl::StartsWith(ids.status().message(), test.error))
        << ids.status();
  }
}

}  // namespace
}  // namespace feluda
