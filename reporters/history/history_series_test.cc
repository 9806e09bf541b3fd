#include "reporters/history/history_series.h"

#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "reporters/compare/testing/made_up_sides.h"
#include "reporters/history/make_history.h"
#include "reporters/history/testing/made_up_history.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

std::vector<HistorySeries> SeriesOf(ComparedMetric metric, bool is_exact,
                                    const std::vector<double>& values) {
  std::vector<HistorySeries> all(1);
  HistorySeries& series = all[0];
  series.benchmark = "sort/8";
  series.metric = metric;
  series.group = 0;
  series.is_exact = is_exact;
  for (const double value : values) {
    series.figures.push_back({series.figures.size(), value});
  }
  return all;
}

std::vector<size_t> PlacesOf(const std::vector<HistorySeries>& all) {
  std::vector<size_t> places;
  for (const HistoryStep& step : all[0].steps) places.push_back(step.index);
  return places;
}

TEST(HistorySeriesTest, AnExactCountStepsWhereverItChanges) {
  std::vector<HistorySeries> series = SeriesOf(
      ComparedMetric::kAllocations, true, {100, 100, 101, 100, 100, 0, 0, 7});
  FindStepsOf({}, series);
  // Too many changes to be exact: it would be so by chance alone.
  EXPECT_FALSE(series[0].is_exact);
  series = SeriesOf(ComparedMetric::kAllocations, true,
                    {100, 100, 101, 100, 100, 100, 100, 0, 0, 0});
  FindStepsOf({}, series);
  EXPECT_TRUE(series[0].is_exact);
  EXPECT_THAT(PlacesOf(series), ElementsAre(2, 3, 7));
  EXPECT_EQ(series[0].steps[0].before, 100);
  EXPECT_EQ(series[0].steps[0].after, 101);
  EXPECT_EQ(series[0].steps[2].ratio, 0);
}

TEST(HistorySeriesTest, NoiseIsNoStepAndOneFigureIsNone) {
  std::vector<HistorySeries> series =
      SeriesOf(ComparedMetric::kTime, false,
               {1.00, 1.01, 0.99, 1.00, 1.02, 3, 0.99, 1.01, 1.00, 1.01});
  FindStepsOf({}, series);
  EXPECT_TRUE(series[0].steps.empty());
}

// Among many series a small step is no finding any more.
TEST(HistorySeriesTest, AllNoisySeriesShareALimit) {
  const auto made = SeriesOf(ComparedMetric::kTime, false,
                             {1.00, 1.03, 0.97, 1.01, 0.99, 1.02, 0.98, 1.00,
                              1.08, 1.11, 1.05, 1.09, 1.07, 1.10, 1.06, 1.08});
  std::vector<HistorySeries> one = made;
  FindStepsOf({}, one);
  EXPECT_THAT(PlacesOf(one), ElementsAre(8));
  std::vector<HistorySeries> many(1000, made[0]);
  FindStepsOf({}, many);
  EXPECT_THAT(PlacesOf(many), ElementsAre());
}

TEST(HistorySeriesTest, StepsBelowTheThresholdAreLeftOut) {
  const std::vector<double> values = {1,   1,   1, 1, 1.1, 1.1,
                                      1.1, 1.1, 2, 2, 2,   2};
  std::vector<HistorySeries> series =
      SeriesOf(ComparedMetric::kTime, false, values);
  FindStepsOf({}, series);
  EXPECT_THAT(PlacesOf(series), ElementsAre(4, 8));
  SeriesOptions options;
  options.thresholds = *Thresholds::Parse("20%");
  series = SeriesOf(ComparedMetric::kTime, false, values);
  FindStepsOf(options, series);
  EXPECT_THAT(PlacesOf(series), ElementsAre(8));
  // Of a level that is left out the next step begins all the same.
  EXPECT_DOUBLE_EQ(series[0].steps[0].before, 1.1);
}

TEST(HistorySeriesTest, OtherWorkIsAnotherSeries) {
  std::vector<HistoryReport> days;
  for (int day = 0; day < 4; ++day) {
    auto run = MadeUpRoundRun("sort/8", -1, 1);
    SetFacts(run.counters, {{"seed", day < 3 ? 1.0 : 2.0}});
    days.push_back(MadeUpDay(day, {run}));
  }
  const History history = MakeHistory(std::move(days), {});
  const HistorySeries& first = history.series.front();
  const HistorySeries& last = history.series.back();
  EXPECT_EQ(first.work, "seed 1");
  EXPECT_EQ(first.figures.size(), 3);
  EXPECT_EQ(last.work, "seed 2");
  EXPECT_EQ(last.figures.size(), 1);
}

}  // namespace
}  // namespace feluda
