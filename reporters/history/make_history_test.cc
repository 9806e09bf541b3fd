#include "reporters/history/make_history.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "reporters/compare/testing/made_up_sides.h"
#include "reporters/history/testing/made_up_history.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

// Of one benchmark and metric; null where there is none.
const HistorySeries* Find(const History& history, const std::string& name,
                          ComparedMetric metric) {
  for (const HistorySeries& series : history.series) {
    if (series.benchmark == name && series.metric == metric) return &series;
  }
  return nullptr;
}

TEST(MakeHistoryTest, StepsAreWhereTheLevelChanged) {
  const History history = MadeUpHistory();
  const auto* time = Find(history, "sort/<slow>", ComparedMetric::kTime);
  ASSERT_NE(time, nullptr);
  ASSERT_EQ(time->steps.size(), 1);
  EXPECT_EQ(time->steps[0].index, 6);
  EXPECT_NEAR(time->steps[0].ratio, 1.5, 0.01);
  const auto* count =
      Find(history, "sort/<slow>", ComparedMetric::kAllocations);
  ASSERT_NE(count, nullptr);
  EXPECT_TRUE(count->is_exact);
  ASSERT_EQ(count->steps.size(), 1);
  EXPECT_EQ(count->steps[0].index, 4);
  EXPECT_TRUE(Find(history, "sort/flat", ComparedMetric::kTime)->steps.empty());
}

TEST(MakeHistoryTest, SeriesWithStepsComeFirstAndRisesBeforeFalls) {
  std::vector<HistoryReport> days;
  for (int day = 0; day < 8; ++day) {
    const double half = day < 4 ? 1 : 0;
    days.push_back(MadeUpDay(day, {MadeUpRoundRun("flat", -1, 1),
                                   MadeUpRoundRun("fall", -1, 1 + 9 * half),
                                   MadeUpRoundRun("rise", -1, 2 - half)}));
  }
  const History history = MakeHistory(std::move(days), {});
  std::vector<std::string> names;
  for (const HistorySeries& series : history.series) {
    if (series.metric == ComparedMetric::kTime) {
      names.push_back(series.benchmark);
    }
  }
  EXPECT_THAT(names, ElementsAre("rise", "fall", "flat"));
  const auto places = StepsByImportance(history);
  ASSERT_EQ(places.size(), 4);
  EXPECT_EQ(history.series[places[0].series].benchmark, "rise");
}

TEST(MakeHistoryTest, ReportsOfOneCommitAreOneMomentUnlessModified) {
  std::vector<HistoryReport> days = MadeUpDays({1, 2, 9, 4, 5});
  for (HistoryReport& day : days) day.commit = std::string(40, 'a');
  days[3].is_modified = true;
  const History history = MakeHistory(std::move(days), {});
  EXPECT_EQ(history.CountReports(), 5);
  const auto* time = Find(history, "sort/8", ComparedMetric::kTime);
  ASSERT_EQ(time->figures.size(), 3);
  // The median of its three processes.
  EXPECT_EQ(time->figures[0].value, 2);
  EXPECT_EQ(time->figures[1].value, 4);
}

TEST(MakeHistoryTest, ABuildHasSeriesOfItsOwnUnlessAcross) {
  const auto make = [](const HistoryOptions& options) {
    std::vector<HistoryReport> days;
    for (int day = 0; day < 8; ++day) {
      days.push_back(MadeUpDay(day,
                               {MadeUpRoundRun("sort/8", -1, day < 4 ? 1 : 2)},
                               day < 4 ? "g++ 12" : "g++ 13"));
    }
    return MakeHistory(std::move(days), options);
  };
  const History apart = make({});
  EXPECT_EQ(apart.groups.size(), 2);
  EXPECT_EQ(apart.CountSteps(), 0);
  HistoryOptions options;
  options.across = true;
  const History across = make(options);
  EXPECT_EQ(across.groups.size(), 1);
  const auto* time = Find(across, "sort/8", ComparedMetric::kTime);
  ASSERT_EQ(time->steps.size(), 1);
  ASSERT_EQ(time->steps[0].conditions.size(), 1);
  EXPECT_EQ(DescribeCondition(time->steps[0].conditions[0]),
            "compiler: g++ 12, now g++ 13");
}

TEST(MakeHistoryTest, FailuresHaveNoFigureAndANote) {
  const History history = MadeUpHistory();
  const auto* time = Find(history, "sort/broken", ComparedMetric::kTime);
  EXPECT_EQ(time->figures.size(), 11);
  EXPECT_THAT(history.notes,
              ElementsAre("sort/broken: failed in 1 report, which has no "
                          "figure of it"));
}

}  // namespace
}  // namespace feluda
