#include "lib/text/markdown_cell.h"

#include <limits>

#include "gtest/gtest.h"

namespace feluda {
namespace {

struct EscapeCase {
  const char* name;
  const char* text;
  const char* expected;
};

class EscapeCellTest : public testing::TestWithParam<EscapeCase> {};

TEST_P(EscapeCellTest, ShowsTheTextAsItIs) {
  EXPECT_EQ(EscapeCell(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, EscapeCellTest,
    testing::Values(EscapeCase{"Empty", "", ""},
                    EscapeCase{"Pipe", "a|b", "a\\|b"},
                    EscapeCase{"EscapedPipe", "a\\|b", "a\\\\\\|b"},
                    EscapeCase{"Backticks", "``a`", "\\`\\`a\\`"},
                    EscapeCase{"LineBreaks", "a\nb\r\nc\n", "a<br>b<br>c"},
                    EscapeCase{"Html", "<b>&amp;", "&lt;b&gt;&amp;amp;"},
                    EscapeCase{"Emphasis", "*a* ~b~", "\\*a\\* \\~b\\~"},
                    EscapeCase{"Link", "![a](b)", "!\\[a\\](b)"},
                    EscapeCase{"NamesKeepTheirUnderscores", "a_b__c", "a_b__c"},
                    EscapeCase{"UnderscoresAroundWords", "__init__",
                               "\\_\\_init\\_\\_"},
                    EscapeCase{"Control", "a\x1b[1m\tb", "a \\[1m b"},
                    EscapeCase{"NotUtf8", "\xff", "\xEF\xBF\xBD"}),
    [](const auto& test) { return test.param.name; });

TEST(FormatSecondsTest, KeepsFourDigitsOfSmallTimes) {
  struct Case {
    double seconds;
    const char* expected;
  };
  for (const Case& c : {Case{0, "0.000"},
                        {12.8512, "12.851"},
                        {63.125, "63.125"},
                        {1234.5678, "1234.568"},
                        {0.99, "0.9900"},
                        {50e-6, "0.00005000"},
                        {1.234567e-9, "0.000000001235"},
                        {-0.5, "-0.5000"}}) {
    EXPECT_EQ(FormatSeconds(c.seconds), c.expected);
  }
}

TEST(CellTest, WhatIsNotFiniteIsEmpty) {
  for (const double value : {std::numeric_limits<double>::infinity(),
                             -std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_EQ(FormatSeconds(value), "");
    EXPECT_EQ(SecondsCell(value), "");
    EXPECT_EQ(MebibytesCell(value), "");
  }
}

}  // namespace
}  // namespace feluda
