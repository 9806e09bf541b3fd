#include "lib/statistics/steps.h"

#include <cstdlib>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/statistics/made_up_samples.h"

namespace feluda {
namespace {

void Multiply(std::vector<double>& series, size_t begin, double factor) {
  for (size_t i = begin; i < series.size(); ++i) series[i] *= factor;
}

std::vector<size_t> PlacesOf(const std::vector<LevelStep>& steps) {
  std::vector<size_t> places;
  for (const LevelStep& step : steps) places.push_back(step.index);
  return places;
}

TEST(StepsTest, StepsOfExactSeriesAreFoundExactly) {
  std::vector<double> series(100, 500);
  EXPECT_TRUE(FindSteps(series).empty());
  Multiply(series, 40, 1.002);
  Multiply(series, 45, 2);
  const std::vector<LevelStep> steps = FindSteps(series);
  ASSERT_EQ(PlacesOf(steps), (std::vector<size_t>{40, 45}));
  EXPECT_NEAR(steps[0].ratio, 1.002, 1e-9);
  EXPECT_NEAR(steps[1].ratio, 2, 1e-9);
}

TEST(StepsTest, OneFigureAloneIsNoStep) {
  MadeUpSamples made(1);
  std::vector<double> series = made.Make(SampleShape::kNormal, 100, 1, 0.03);
  series[50] = 7;
  EXPECT_TRUE(FindSteps(series).empty());
}

TEST(StepsTest, ShortSeriesAndZerosHaveNoneOrTheirOwn) {
  EXPECT_TRUE(FindSteps({}).empty());
  EXPECT_TRUE(FindSteps({1, 2, 3}).empty());
  EXPECT_EQ(PlacesOf(FindSteps({0, 0, 0, 0, 5, 5, 5, 5})),
            std::vector<size_t>{4});
}

// At most 2 of 100 are expected; 300 series with 6 have a deviation of 2.4.
TEST(StepsTest, FlatSeriesHaveHardlyAny) {
  for (const SampleShape shape :
       {SampleShape::kNormal, SampleShape::kSkewed, SampleShape::kBimodal}) {
    MadeUpSamples made(2);
    int with_steps = 0;
    for (int i = 0; i < 300; ++i) {
      if (!FindSteps(made.Make(shape, 200, 1, 0.03)).empty()) ++with_steps;
    }
    EXPECT_LE(with_steps, 14) << SampleShapeName(shape);
  }
}

// Each figure has a third of the one before in it: about 2 of 100 are expected,
// and 70 where that is not looked for.
TEST(StepsTest, FlatAutocorrelatedSeriesHaveFew) {
  MadeUpSamples made(6);
  int with_steps = 0;
  for (int i = 0; i < 200; ++i) {
    if (!FindSteps(made.Make(SampleShape::kAutocorrelated, 200, 1, 0.03))
             .empty()) {
      ++with_steps;
    }
  }
  EXPECT_LE(with_steps, 14);
}

// Nor does a step look like autocorrelation, which would hide it.
TEST(StepsTest, LargeStepsOfShortSeriesAreFound) {
  MadeUpSamples made(8);
  int found = 0;
  for (int i = 0; i < 100; ++i) {
    auto series = made.Make(SampleShape::kNormal, 16, 1, 0.03);
    Multiply(series, 9, 1.2);
    if (FindSteps(series).size() == 1) ++found;
  }
  EXPECT_GE(found, 90);
}

TEST(StepsTest, AmongManySeriesFlatOnesHaveFewer) {
  MadeUpSamples made(2);
  int alone = 0;
  int among = 0;
  for (int i = 0; i < 300; ++i) {
    const auto series = made.Make(SampleShape::kSkewed, 200, 1, 0.03);
    if (!FindSteps(series).empty()) ++alone;
    if (!FindSteps(series, 1000).empty()) ++among;
  }
  EXPECT_GE(alone, 1);
  EXPECT_LT(among, alone);
}

// Each figure is the median of five processes that vary by 3 %.
TEST(StepsTest, AStepOfFivePercentIsFoundInItsPlace) {
  MadeUpSamples made(3);
  int found = 0;
  for (int i = 0; i < 100; ++i) {
    const size_t at = 40 + static_cast<size_t>(i);
    auto series = made.Make(SampleShape::kNormal, 200, 1, 0.03 * 0.54);
    Multiply(series, at, 1.05);
    const auto places = PlacesOf(FindSteps(series));
    if (places.size() == 1 &&
        std::abs(static_cast<int>(places[0]) - static_cast<int>(at)) <= 1) {
      ++found;
    }
  }
  EXPECT_GE(found, 92);
}

// How many of 100 series have two steps, of which the second is five figures
// after the first.
int HaveTwoSteps(double noise, double first, double second) {
  MadeUpSamples made(4);
  int both = 0;
  for (int i = 0; i < 100; ++i) {
    auto series = made.Make(SampleShape::kNormal, 200, 1, noise);
    Multiply(series, 100, first);
    Multiply(series, 105, second);
    if (FindSteps(series).size() == 2) ++both;
  }
  return both;
}

TEST(StepsTest, TwoStepsFiveCommitsApartAreBothFound) {
  EXPECT_GE(HaveTwoSteps(0.03, 1.15, 1 / 1.15), 95);
  EXPECT_GE(HaveTwoSteps(0.03, 1.15, 1.15), 95);
  // Each figure is the median of five processes that vary by 3 %.
  EXPECT_GE(HaveTwoSteps(0.03 * 0.54, 1.05, 1 / 1.05), 92);
  EXPECT_GE(HaveTwoSteps(0.03 * 0.54, 1.05, 1.05), 88);
}

// A level of three figures among 200 stays, whose rank test against all others
// could not be exact.
TEST(StepsTest, AShortLevelIsFound) {
  std::vector<double> series =
      MadeUpSamples(9).Make(SampleShape::kNormal, 200, 1, 0.01);
  Multiply(series, 100, 1.15);
  Multiply(series, 103, 1 / 1.15);
  EXPECT_EQ(PlacesOf(FindSteps(series)), (std::vector<size_t>{100, 103}));
}

}  // namespace
}  // namespace feluda
