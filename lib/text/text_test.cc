#include "lib/text/text.h"

#include <iterator>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

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

class ValidUtf8Test : public testing::TestWithParam<TextCase> {};

TEST_P(ValidUtf8Test, ReplacesWhatIsNone) {
  EXPECT_EQ(ValidUtf8(GetParam().text), GetParam().expected);
}

// R is U+FFFD. Valid are the first and the last character of each length.
#define R "\xEF\xBF\xBD"
INSTANTIATE_TEST_SUITE_P(
    All, ValidUtf8Test,
    testing::Values(
        TextCase{"Valid",
                 "\x7f\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80"
                 "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF",
                 "\x7f\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80"
                 "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"},
        TextCase{"LoneContinuations", "\x80\xBF", R R},
        TextCase{"NeverInUtf8", "\xC0\xC1\xF5\xFF", R R R R},
        TextCase{"Overlong", "\xE0\x9F\xBF|\xF0\x8F\xBF\xBF",
                 R R R "|" R R R R},
        TextCase{"Surrogate", "\xED\xA0\x80", R R R},
        TextCase{"TooLarge", "\xF4\x90\x80\x80", R R R R},
        TextCase{"CutAtTheEnd", "a\xE2\x82", "a" R},
        TextCase{"CutBeforeAnother", "\xF0\x9F\x98z\xC2\xC2\xB5",
                 R "z" R "\xC2\xB5"}),
    TitleOf);
#undef R

// The JSON library replaces such bytes as well, and both must agree.
TEST(TextTest, ValidUtf8AgreesWithTheJsonLibrary) {
  std::minstd_rand random(1);
  constexpr unsigned char kBytes[] = {
      0,    'a',  0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF,
      0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
  for (int i = 0; i < 20000; ++i) {
    std::string text(random() % 7, ' ');
    for (char& c : text) {
      c = static_cast<char>(kBytes[random() % std::size(kBytes)]);
    }
    ASSERT_EQ(ValidUtf8(text), ParseJson(DumpJson(text)).get<std::string>());
  }
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
