#include "lib/text/text.h"

#include <string>

#include "gtest/gtest.h"

namespace feluda {
namespace {

struct TextCase {
  const char* name;
  const char* text;
  const char* expected;
};

std::string TitleOf(const testing::TestParamInfo<TextCase>& test) {
  return test.param.name;
}

class PrintableTest : public testing::TestWithParam<TextCase> {};

TEST_P(PrintableTest, IsFitToBeShown) {
  EXPECT_EQ(Printable(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, PrintableTest,
    testing::Values(TextCase{"Plain", "a b", "a b"},
                    TextCase{"LineEndings", "a\r\nb\rc\vd\n", "a\nb\nc\nd"},
                    TextCase{"Escapes", "\x1b[31mred\x7f\t", " [31mred  "},
                    TextCase{"NotUtf8", "a\xff\xc3",
                             "a\xEF\xBF\xBD\xEF\xBF\xBD"},
                    TextCase{"Utf8", "µ€😀", "µ€😀"}),
    TitleOf);

TEST(TextTest, ValidUtf8KeepsZeroBytesAndQuotes) {
  const std::string text("a\0\"\\b", 5);
  EXPECT_EQ(ValidUtf8(text), text);
}

TEST(TextTest, FirstLineEndsBeforeTheBreak) {
  EXPECT_EQ(FirstLine("one\ntwo"), "one");
  EXPECT_EQ(FirstLine("one"), "one");
  EXPECT_EQ(FirstLine("\ntwo"), "");
}

TEST(TextTest, AlignsByCharactersNotBytes) {
  EXPECT_EQ(AlignLeft("µs", 4) + "|", "µs  |");
  EXPECT_EQ(AlignRight("µs", 4), "  µs");
  EXPECT_EQ(AlignRight("longer", 4), "longer");
}

TEST(CutTextTest, CutsBetweenCharacters) {
  EXPECT_EQ(CutText("aéé", 5), "aéé");
  EXPECT_EQ(CutText("aéé", 4), "aé… (2 bytes more)");
  EXPECT_EQ(CutText("aéé", 0), "… (5 bytes more)");
}

TEST(CutTextTest, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(CutText("a\xff", 4), "a\xEF\xBF\xBD");
}

TEST(StartOfTest, EndsWithAWholeCharacter) {
  EXPECT_EQ(StartOf("aé", 3), "aé");
  EXPECT_EQ(StartOf("aé", 2), "a");
  EXPECT_EQ(StartOf("é", 0), "");
}

}  // namespace
}  // namespace feluda
