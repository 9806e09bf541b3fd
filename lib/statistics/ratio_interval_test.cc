#include "lib/statistics/ratio_interval.h"

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "lib/statistics/made_up_samples.h"

namespace feluda {
namespace {

std::optional<RatioInterval> MedianRatio(const std::vector<double>& from,
                                         const std::vector<double>& to,
                                         double confidence) {
  return RatioIntervals::OfSamples(from, to).At(confidence);
}

std::optional<RatioInterval> PairedRatio(const std::vector<double>& from,
                                         const std::vector<double>& to,
                                         double confidence) {
  return RatioIntervals::OfPairs(from, to).At(confidence);
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(RatioIntervalTest, RatioIsTheMedianOfAllRatios) {
  const auto interval = MedianRatio({1, 2, 4, 8}, {3, 6, 12, 24}, 0.95);
  ASSERT_TRUE(interval.has_value());
  EXPECT_NEAR(interval->ratio, 3, 1e-12);
  EXPECT_NEAR(interval->low, 3.0 / 8, 1e-12);
  EXPECT_NEAR(interval->high, 24, 1e-12);
}

TEST(RatioIntervalTest, PairsCancelWhatTheyShare) {
  const auto interval =
      PairedRatio({1, 50, 3, 800, 2, 7}, {2, 100, 6, 1600, 4, 14}, 0.95);
  ASSERT_TRUE(interval.has_value());
  EXPECT_NEAR(interval->low, 2, 1e-12);
  EXPECT_NEAR(interval->ratio, 2, 1e-12);
  EXPECT_NEAR(interval->high, 2, 1e-12);
}

TEST(RatioIntervalTest, TooFewHaveNone) {
  const std::vector<double> three = {1, 2, 3};
  EXPECT_FALSE(MedianRatio(three, three, 0.95).has_value());
  EXPECT_TRUE(MedianRatio(three, three, 0.89).has_value());
  EXPECT_FALSE(MedianRatio({}, three, 0.95).has_value());
  const std::vector<double> five = {1, 2, 3, 4, 5};
  EXPECT_FALSE(PairedRatio(five, five, 0.95).has_value());
  EXPECT_FALSE(PairedRatio({}, {}, 0.95).has_value());
}

TEST(RatioIntervalTest, ZerosHaveRatiosToo) {
  const std::vector<double> zeros(6, 0.0);
  const std::vector<double> ones(6, 1.0);
  for (const auto method : {MedianRatio, PairedRatio}) {
    EXPECT_EQ(method(zeros, zeros, 0.95)->ratio, 1);
    EXPECT_EQ(method(zeros, ones, 0.95)->low, kInfinity);
    EXPECT_EQ(method(ones, zeros, 0.95)->high, 0);
    EXPECT_FALSE(std::isnan(
        method({0, 1, 0, 1, 0, 1}, {1, 0, 1, 0, 1, 0}, 0.95)->ratio));
  }
}

TEST(RatioIntervalTest, ThousandsAreThinned) {
  MadeUpSamples made(5);
  const auto one = made.Make(SampleShape::kNormal, 3000, 1, 0.04);
  const auto other = made.Make(SampleShape::kNormal, 1500, 1.1, 0.04);
  for (const auto& interval :
       {MedianRatio(one, other, 0.95),
        PairedRatio(other, {one.begin(), one.begin() + 1500}, 0.95)}) {
    ASSERT_TRUE(interval.has_value());
    EXPECT_NEAR(std::abs(std::log(interval->ratio)), std::log(1.1), 0.005);
    EXPECT_GT(interval->high / interval->low, 1.002);
    EXPECT_LT(interval->high / interval->low, 1.02);
  }
}

class CoverageTest : public testing::TestWithParam<SampleShape> {};

// 600 intervals: 570 that hold the true ratio have a standard deviation of 5.
TEST_P(CoverageTest, IntervalsHoldTheTrueRatio) {
  constexpr double kTrue = 1.1;
  MadeUpSamples made(17);
  int covered = 0;
  for (int i = 0; i < 600; ++i) {
    const auto interval =
        MedianRatio(made.Make(GetParam(), 12, 2, 0.04),
                    made.Make(GetParam(), 12, 2 * kTrue, 0.04), 0.95);
    if (interval->low <= kTrue && interval->high >= kTrue) ++covered;
  }
  EXPECT_GE(covered, GetParam() == SampleShape::kAutocorrelated ? 545 : 556);
}

INSTANTIATE_TEST_SUITE_P(Shapes, CoverageTest, testing::ValuesIn(kSampleShapes),
                         [](const auto& test) {
                           return std::string(SampleShapeName(test.param));
                         });

// One series of autocorrelated runs that drift, in pairs whose order is drawn.
TEST(RatioIntervalTest, DrawnPairsHoldTheTrueRatioThoughTheMachineDrifts) {
  MadeUpSamples made(23);
  int covered = 0;
  int found = 0;
  for (int i = 0; i < 600; ++i) {
    const auto correlated =
        made.Make(SampleShape::kAutocorrelated, 24, 1, 0.04);
    const auto drift = made.Make(SampleShape::kDrifting, 24, 1, 0.04);
    std::vector<double> one, other;
    for (size_t k = 0; k < 24; k += 2) {
      double first = correlated[k] * drift[k];
      double second = correlated[k + 1] * drift[k + 1];
      if (made.Uniform() < 0.5) std::swap(first, second);
      one.push_back(first);
      other.push_back(second);
    }
    const auto interval = PairedRatio(one, other, 0.95);
    if (interval->low <= 1 && interval->high >= 1) ++covered;
    if (PairedRatioPValue(one, other) <= 0.04) ++found;
  }
  EXPECT_GE(covered, 556);
  EXPECT_LE(found, 40);
}

TEST(RatioIntervalTest, AutocorrelatedFiguresHaveLargerPValues) {
  const std::vector<double> one = {1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7};
  const std::vector<double> other = {1.6, 1.7, 1.8, 1.9, 2.0, 2.1, 2.2, 2.3};
  const std::vector<double> mixed = {1, 1.7, 1.1, 1.6, 1.2, 1.5, 1.3, 1.4};
  const std::vector<double> others = {1.6, 2.3, 1.7, 2.2, 1.8, 2.1, 1.9, 2.0};
  EXPECT_LT(RatioPValue(mixed, others), 0.001);
  EXPECT_GT(RatioPValue(one, other), 0.1);
}

}  // namespace
}  // namespace feluda
