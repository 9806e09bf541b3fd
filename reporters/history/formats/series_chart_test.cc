#include "reporters/history/formats/series_chart.h"

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "reporters/history/make_history.h"
#include "reporters/history/testing/made_up_history.h"

namespace feluda {
namespace {

std::string ChartOf(const std::vector<double>& seconds) {
  const History history = MakeHistory(MadeUpDays(seconds), {});
  return SeriesChart(history, history.series[0]);
}

TEST(SeriesChartTest, AStepStandsBetweenItsTwoReports) {
  const std::string chart = ChartOf({1, 1, 1, 1, 2, 2, 2, 2, 2});
  // Nine reports from 70 to 470, so 50 apart.
  EXPECT_NE(chart.find("class=\"mark\" x1=\"245.0\""), std::string::npos);
  EXPECT_NE(chart.find("class=\"level\" x1=\"70.0\" x2=\"245.0\""),
            std::string::npos);
  EXPECT_NE(chart.find("class=\"level\" x1=\"245.0\" x2=\"470.0\""),
            std::string::npos);
  EXPECT_NE(chart.find("x 2.00"), std::string::npos);
  EXPECT_NE(chart.find("<title>00000abc0 2026-11-01 09:00: 1.00 s</title>"),
            std::string::npos);
}

TEST(SeriesChartTest, OddSeriesHaveFiniteCharts) {
  for (const std::vector<double>& seconds :
       {std::vector<double>{1}, {2, 2}, {0, 0, 0}, {0, 1e300}, {1e-300, 1}}) {
    const std::string chart = ChartOf(seconds);
    EXPECT_EQ(chart.find("nan"), std::string::npos) << seconds.size();
    EXPECT_EQ(chart.find("inf"), std::string::npos) << seconds.size();
    EXPECT_NE(chart.find("<polyline"), std::string::npos);
  }
}

}  // namespace
}  // namespace feluda
