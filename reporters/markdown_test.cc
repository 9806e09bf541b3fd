#include "reporters/markdown.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/compat.h"
#include "reporters/golden.h"
#include "reporters/made_up_report.h"
#include "reporters/report.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;

TEST(MarkdownTest, MatchesTheGolden) {
  const std::string markdown = ToMarkdown(MadeUpReport());
  EXPECT_EQ(markdown, Golden("made_up.md", markdown));
}

TEST(MarkdownTest, ACommaDecimalLocaleChangesNothing) {
  const std::string markdown = ToMarkdown(MadeUpReport());
  const CommaDecimalLocale locale;
  EXPECT_EQ(ToMarkdown(MadeUpReport()), markdown);
}

TEST(MarkdownTest, AnEmptyReportHasItsSections) {
  const std::string markdown = ToMarkdown(Report(Context()));
  EXPECT_THAT(markdown, HasSubstr("# Benchmark Report\n\nGenerated: unknown"));
  EXPECT_THAT(markdown, HasSubstr("\n- Total Memory: unknown\n"));
  EXPECT_THAT(markdown, HasSubstr("\n## Detailed Results\n\n| Operator |"));
}

TEST(MarkdownTest, StatisticsAreSortedAndResultsAreNot) {
  Report report(Context{});
  report.Add(MadeUpRun("zebra/1", 1));
  report.Add(MadeUpRun("ant/1", 1));
  const std::string markdown = ToMarkdown(report);
  const size_t results = markdown.find("## Detailed Results");
  EXPECT_LT(markdown.find("| ant |"), markdown.find("| zebra |"));
  EXPECT_LT(markdown.find("| zebra | 1", results),
            markdown.find("| ant | 1", results));
}

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

TEST(MarkdownTest, NoTextBreaksATable) {
  const std::string hostile = "a|b`\n|c\r|\\";
  Report report(Context{});
  Report::Run run = MadeUpRun(hostile + "/" + hostile, 1);
  run.report_label = hostile;
  MarkFailed(run, hostile);
  report.Add(run);
  const std::string markdown = ToMarkdown(report);
  const std::string row = markdown.substr(markdown.rfind("\n| ") + 1);
  int separators = 0;
  for (size_t i = 0; i < row.size(); ++i) {
    if (row[i] == '\\') {
      ++i;  // whatever follows is escaped
    } else if (row[i] == '|') {
      ++separators;
    }
  }
  EXPECT_EQ(separators, 9) << row;
  EXPECT_EQ(std::count(row.begin(), row.end(), '\n'), 1) << row;
}

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

TEST(MarkdownTest, SaysThatAReportIsPartial) {
  Report report(MadeUpContext());
  EXPECT_EQ(ToMarkdown(report).find("Partial"), std::string::npos);
  report.set_partial("interrupted by | SIGINT");
  EXPECT_NE(
      ToMarkdown(report).find(
          "**Partial report**: interrupted by \\| SIGINT.\n\n"),
      std::string::npos);
}

}  // namespace
}  // namespace feluda
