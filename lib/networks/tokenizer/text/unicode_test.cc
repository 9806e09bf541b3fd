#include "lib/networks/tokenizer/text/unicode.h"

#include <string>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(UnicodeTest, DecodesAndEncodesUtf8) {
  const std::string text = "aé☃😀";
  const auto decoded = DecodeUtf8(text);
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(*decoded, U"aé☃😀");
  EXPECT_EQ(EncodeUtf8(*decoded), text);
}

TEST(UnicodeTest, NamesTheByteThatIsNotUtf8) {
  for (const std::string bad : {"ab\xFF", "ab\xC0\x80", "ab\xED\xA0\x80",
                                "ab\xE2\x98", "ab\xF4\x90\x80\x80"}) {
    const auto decoded = DecodeUtf8(bad);
    ASSERT_FALSE(decoded.ok()) << bad;
    EXPECT_EQ(decoded.status().message(), "byte 3 of the text is not UTF-8");
  }
}

TEST(UnicodeTest, TellsLettersNumbersAndSpaces) {
  const struct {
    std::u32string characters;
    bool letter, number, space;
  } kCases[] = {
      {U"aZéßΣअதతʰ中ª", true, false, false},
      {U"7٣४Ⅷ①½", false, true, false},
      {U" \t\n\v\f\r\x1C\x1F\x85\xA0\u2003\u2028\u3000", false, false, true},
      {U"!_+€😀\u093F\u0BBE\u200B\u0301", false, false, false}};
  for (const auto& test : kCases) {
    for (const char32_t c : test.characters) {
      EXPECT_EQ(IsLetter(c), test.letter) << std::hex << uint32_t{c};
      EXPECT_EQ(IsNumber(c), test.number) << std::hex << uint32_t{c};
      EXPECT_EQ(IsSpace(c), test.space) << std::hex << uint32_t{c};
    }
  }
}

TEST(UnicodeTest, LowersAsPythonDoes) {
  EXPECT_EQ(LowerCase(U"ÀÉ Straße ẞ Ǆ Ⓐ Ⅷ"), U"àé straße ß ǆ ⓐ ⅷ");
  EXPECT_EQ(LowerCase(U"İI"), U"i\u0307i");
  EXPECT_EQ(LowerCase(U"ΟΔΟΣ ΣΟΣ Σ ΑΣ. ΑΣ.Α Α\u0301Σ"),
            U"οδος σος σ ας. ασ.α α\u0301ς");
}

TEST(UnicodeTest, RaisesSharpSToTwoLetters) {
  EXPECT_EQ(UpperCase(U"éßϵ"), U"ÉSSΕ");
}

TEST(UnicodeTest, TakesControlsForWindows1252) {
  EXPECT_EQ(FromWindows1252(0x80), U'€');
  EXPECT_EQ(FromWindows1252(0x81), char32_t{0x81});
  EXPECT_EQ(FromWindows1252(0x9F), U'Ÿ');
  EXPECT_EQ(FromWindows1252(0xA0), char32_t{0xA0});
}

TEST(UnicodeTest, ComposesAndFindsCompatibleForms) {
  EXPECT_EQ(Composed(U"e\u0301 ﬁ"), U"é ﬁ");
  EXPECT_EQ(Composed(std::u32string(U"a\0b", 3)), std::u32string(U"a\0b", 3));
  EXPECT_EQ(CompatibleForm(U'Ａ'), U"A");
  EXPECT_EQ(CompatibleForm(U'ｱ'), U"ア");
}

}  // namespace
}  // namespace feluda
