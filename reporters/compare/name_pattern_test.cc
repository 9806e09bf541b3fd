#include "reporters/compare/name_pattern.h"

#include <string>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(NamePatternTest, MatchesAnyPartOfAName) {
  EXPECT_TRUE(NamePattern::Parse("ort/8")->Matches("sort/8"));
  EXPECT_FALSE(NamePattern::Parse("^ort")->Matches("sort/8"));
  EXPECT_TRUE(NamePattern::Parse("a|sort/[0-9]+$")->Matches("sort/8"));
  EXPECT_TRUE(NamePattern::Parse("")->Matches("sort/8"));
}

TEST(NamePatternTest, TellsWhatIsWrong) {
  const auto pattern = NamePattern::Parse("sort/(");
  ASSERT_FALSE(pattern.ok());
  EXPECT_NE(pattern.status().message().find("'sort/(' is no regular"),
            std::string::npos);
}

TEST(NamePatternTest, LongNamesAreSearchedToSomeLength) {
  const auto pattern = NamePattern::Parse("a.*b");
  EXPECT_FALSE(pattern->Matches(std::string(1 << 20, 'a')));
}

TEST(NamePatternTest, ManyParenthesesDoNotOverflowTheStack) {
  const auto pattern = NamePattern::Parse(std::string(1 << 20, '('));
  EXPECT_EQ(pattern.status().message(),
            "'((((((((((((((((((((...' has 1048576 characters; say a pattern "
            "of at most 1000");
}

}  // namespace
}  // namespace feluda
