#include "reporters/compare/formats/comparison_html.h"

#include <string>

#include "gtest/gtest.h"
#include "reporters/compare/testing/made_up_sides.h"

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

TEST(ComparisonHtmlTest, TellsWhereTheLoadDiffered) {
  const std::string text = ComparisonHtml(ComparisonUnderLoad());
  for (const char* told :
       {"<h2>The load of the machine may have changed times</h2>",
        "sort: others took 0.1 CPUs in old and 1.3 in new",
        "cannot tell, others took 0.1, now 1.3 CPUs"}) {
    EXPECT_NE(text.find(told), std::string::npos) << told;
  }
}

TEST(ComparisonHtmlTest, EveryFigureIsOnAScaleWithItsInterval) {
  const ComparisonReport report = MadeUpComparison();
  const std::string page = ComparisonHtml(report);
  size_t figures = 0;
  size_t intervals = 0;
  for (const BenchmarkChange& pair : report.comparison.benchmarks) {
    for (const ComparedFigure& figure : pair.figures) {
      ++figures;
      if (figure.interval.has_value()) ++intervals;
    }
  }
  EXPECT_EQ(CountOf(page, "<svg "), figures);
  EXPECT_EQ(CountOf(page, "class=\"interval\""), intervals);
  EXPECT_EQ(CountOf(page, "<details"), CountOf(page, "</details>"));
}

TEST(ComparisonHtmlTest, NoTextIsMarkupAndNoScriptRuns) {
  const std::string page = ComparisonHtml(MadeUpComparison());
  EXPECT_NE(page.find("no &lt;memory&gt;"), std::string::npos);
  EXPECT_EQ(page.find("<memory>"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

TEST(ComparisonHtmlTest, RowsAreLimited) {
  const std::string page = ComparisonHtml(MadeUpComparison(), 1);
  EXPECT_NE(page.find("and 2 more"), std::string::npos);
}

}  // namespace
}  // namespace feluda
