#include "lib/statistics/rank_test.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/statistics/made_up_samples.h"

namespace feluda {
namespace {

struct RankSumCase {
  const char* name;
  std::vector<double> one;
  std::vector<double> other;
  double p_value;
};

class RankSumTest : public testing::TestWithParam<RankSumCase> {};

TEST_P(RankSumTest, PValueIsThatOfAllWaysToShareOut) {
  const RankSumCase& test = GetParam();
  EXPECT_NEAR(RankSumPValue(test.one, test.other), test.p_value, 1e-12);
  EXPECT_NEAR(RankSumPValue(test.other, test.one), test.p_value, 1e-12);
}

// Counted by hand: of the ways to choose the first sample's values, those whose
// sum of ranks is as far from the middle.
INSTANTIATE_TEST_SUITE_P(
    Samples, RankSumTest,
    testing::Values(
        RankSumCase{"Apart", {1, 2, 3, 4}, {5, 6, 7, 8}, 2.0 / 70},
        RankSumCase{"ApartTied", {1, 1, 1, 1}, {2, 2, 2, 2}, 2.0 / 70},
        RankSumCase{"OneSwapped", {1, 2, 3, 5}, {4, 6, 7, 8}, 4.0 / 70},
        RankSumCase{"UnequalSizes", {1, 2}, {3, 4, 5, 6, 7, 8}, 2.0 / 28},
        // Of {1, 1, 2, 2, 2, 2, 2, 2} both ones are chosen, or none is.
        RankSumCase{"TwoOfEight", {1, 1, 2, 2}, {2, 2, 2, 2}, 30.0 / 70},
        RankSumCase{"AllEqual", {3, 3, 3}, {3, 3, 3}, 1},
        RankSumCase{"NoneThere", {}, {1, 2}, 1}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(RankTest, LeastPValueIsThatOfSamplesApart) {
  EXPECT_NEAR(LeastRankSumPValue({1, 5, 3, 7}, {2, 6, 4, 8}), 2.0 / 70, 1e-12);
  // Three of four equal values are all that a sample of three can have.
  EXPECT_EQ(LeastRankSumPValue({1, 1, 1}, {1, 1, 1}), 1);
  EXPECT_NEAR(LeastSignedRankPValue({1, -2, 3, -4, 5}), 2.0 / 32, 1e-12);
}

TEST(RankTest, SignedRankCountsAllSigns) {
  EXPECT_NEAR(SignedRankPValue({1, 2, 3, 4, 5}), 2.0 / 32, 1e-12);
  EXPECT_NEAR(SignedRankPValue({-1, 2, 3, 4, 5}), 4.0 / 32, 1e-12);
  EXPECT_NEAR(SignedRankPValue({2, 2, 2, 2, 2}), 2.0 / 32, 1e-12);
  EXPECT_NEAR(SignedRankPValue({0, 0, 1, 2, 3, 4, 5}), 2.0 / 32, 1e-12);
  EXPECT_EQ(SignedRankPValue({0, 0}), 1);
}

TEST(RankTest, LargeSamplesAreApproximated) {
  std::vector<double> low(kMaxExactRanks);
  std::iota(low.begin(), low.end(), 0.0);
  std::vector<double> high(kMaxExactRanks);
  std::iota(high.begin(), high.end(), 11.5);
  const double exact = RankSumPValue(low, high);
  low.push_back(15.25);
  high.push_back(26.25);
  const double approximated = RankSumPValue(low, high);
  EXPECT_GT(exact, 1e-7);
  EXPECT_LT(exact, 1e-4);
  EXPECT_NEAR(approximated / exact, 1, 0.6);
}

TEST(RankTest, TablesAreThoseOfMannAndWhitney) {
  // Table I of their paper: n = m = 4.
  EXPECT_NEAR(RankSumCdf(4, 4, 0), 1.0 / 70, 1e-12);
  EXPECT_NEAR(RankSumCdf(4, 4, 3), 7.0 / 70, 1e-12);
  EXPECT_NEAR(RankSumCdf(4, 4, 16), 1, 1e-12);
  EXPECT_NEAR(SignedRankCdf(4, 0), 1.0 / 16, 1e-12);
  EXPECT_NEAR(SignedRankCdf(4, 3), 5.0 / 16, 1e-12);
}

class RankLevelTest : public testing::TestWithParam<SampleShape> {};

// 2,000 comparisons of equal distributions at 5 %: 100 refused ones have a
// standard deviation of 10.
TEST_P(RankLevelTest, EqualDistributionsAreRefusedAsOftenAsSaid) {
  MadeUpSamples made(3);
  int refused = 0;
  for (int i = 0; i < 2000; ++i) {
    const auto one = made.Make(GetParam(), 8, 1, 0.04);
    const auto other = made.Make(GetParam(), 8, 1, 0.04);
    if (RankSumPValue(one, other) <= 0.05) ++refused;
  }
  EXPECT_LT(refused, 130);
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, RankLevelTest,
    testing::Values(SampleShape::kNormal, SampleShape::kSkewed,
                    SampleShape::kBimodal, SampleShape::kTied),
    [](const auto& test) { return std::string(SampleShapeName(test.param)); });

}  // namespace
}  // namespace feluda
