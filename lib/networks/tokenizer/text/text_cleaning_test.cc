#include "lib/networks/tokenizer/text/text_cleaning.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/networks/tokenizer/text/unicode.h"

namespace feluda {
namespace {

std::string Clean(absl::string_view text) {
  const auto clean = CleanText(text);
  return clean.ok() ? EncodeUtf8(*clean)
                    : absl::StrCat(clean.status().message());
}

TEST(TextCleaningTest, CleansAsOpenAiDoes) {
  const struct {
    const char* name;
    absl::string_view text;
    const char* clean;
  } kCases[] = {
      {"spaces", " \tA  B\r\n\r\nC\xC2\xA0", "a b c"},
      {"nothing", "", ""},
      {"entities, unescaped until nothing changes", "&amp;amp;amp;lt;", "<"},
      {"entities in HTML, unescaped twice", "<&amp;amp;lt;", "<&lt;"},
      {"capitals in HTML stay", "<&EACUTE;", "<&eacute;"},
      {"lines after HTML too", "<\n&NTILDE;", "< &ntilde;"},
      {"lines before HTML do not", "&NTILDE;\n<", "ñ <"},
      {"quotes", "“It’s” ‘x‛ ʼ„", "\"it's\" 'x' '\""},
      {"ligatures", "ﬁ ﬀ ﬅ Ĳ ŉ ǅ", "fi ff ſt ij 'n dž"},
      {"width", "ＬＯＵＤ　ｱ￦", "loud ア₩"},
      {"line breaks",
       "a\rb\xE2\x80\xA8"
       "c",
       "a b c"},
      {"controls",
       absl::string_view("a\0b\x07\x7F\xEF\xBB\xBF"
                         "c",
                         9),
       "abc"},
      {"a terminal's colours", "\x1B[31;1mred\x1B[0m \x1B[]x\x1B", "red []x"},
      {"Windows-1252", "\xC2\x93x\xC2\x94\xC2\x85", "\"x\"…"},
      {"composed", "E\xCC\x81", "é"},
      {"not composed after an entity", "E&#x301;<", "e\xCC\x81<"},
      {"a wrong encoding stays", "cafÃ©", "cafã©"}};
  for (const auto& test : kCases) {
    EXPECT_EQ(Clean(test.text), test.clean) << test.name;
  }
}

TEST(TextCleaningTest, RefusesWhatIsNotUtf8) {
  EXPECT_EQ(Clean("ab\xFF"), "byte 3 of the text is not UTF-8");
}

}  // namespace
}  // namespace feluda
