#include "reporters/history/formats/history_html.h"

#include <string>

#include "gtest/gtest.h"
#include "reporters/history/testing/made_up_history.h"

namespace feluda {
namespace {

size_t CountOf(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST(HistoryHtmlTest, EachSeriesHasAChartAndEachStepARowAndAMark) {
  const History history = MadeUpHistory();
  const std::string page = HistoryHtml(history);
  EXPECT_EQ(CountOf(page, "<svg "), history.series.size());
  EXPECT_EQ(CountOf(page, "class=\"mark\""), history.CountSteps());
  EXPECT_EQ(CountOf(page, "<a href=\"#series"), history.CountSteps());
  EXPECT_EQ(CountOf(page, "<figure"), CountOf(page, "</figure>"));
}

TEST(HistoryHtmlTest, NoTextIsMarkupAndNoScriptRuns) {
  const std::string page = HistoryHtml(MadeUpHistory());
  EXPECT_NE(page.find("sort/&lt;slow&gt;"), std::string::npos);
  EXPECT_EQ(page.find("<slow>"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
}

TEST(HistoryHtmlTest, RowsAndChartsAreLimited) {
  const std::string page = HistoryHtml(MadeUpHistory(), 1);
  EXPECT_EQ(CountOf(page, "<svg "), 1);
  EXPECT_NE(page.find("and 2 more"), std::string::npos);
}

}  // namespace
}  // namespace feluda
