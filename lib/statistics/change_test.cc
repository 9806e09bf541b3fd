#include "lib/statistics/change.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/statistics/made_up_samples.h"

namespace feluda {
namespace {

struct JudgeCase {
  const char* name;
  RatioInterval interval;
  double probably_above;
  double probably_below;
  double p_value;
  Judgement expected;
};

class JudgeTest : public testing::TestWithParam<JudgeCase> {};

TEST_P(JudgeTest, IsByTheThresholdAndTheLimit) {
  const JudgeCase& test = GetParam();
  const Change change = {
      Pairing::kIndependent, 10,   test.interval, test.probably_above,
      test.probably_below,   0.03, test.p_value,  1e-5};
  EXPECT_EQ(Judge(change, 0.05, 0.01), test.expected);
}

INSTANTIATE_TEST_SUITE_P(
    Changes, JudgeTest,
    testing::Values(
        JudgeCase{
            "Worse", {1.1, 1.04, 1.2}, 1.06, 1.14, 0.01, Judgement::kWorse},
        JudgeCase{
            "Better", {0.9, 0.85, 0.97}, 0.88, 0.92, 0.01, Judgement::kBetter},
        JudgeCase{"NoFinding",
                  {1.1, 1.04, 1.2},
                  1.06,
                  1.14,
                  0.011,
                  Judgement::kCannotTell},
        JudgeCase{"HardlyBeyond",
                  {1.06, 1.02, 1.1},
                  1.04,
                  1.08,
                  0.001,
                  Judgement::kCannotTell},
        JudgeCase{"HardlyBelow",
                  {0.95, 0.9, 0.98},
                  0.94,
                  0.96,
                  0.001,
                  Judgement::kCannotTell},
        JudgeCase{"Same", {1, 0.96, 1.04}, 0.99, 1.01, 0.8, Judgement::kSame},
        JudgeCase{"SurelyABitSlower",
                  {1.02, 1.01, 1.03},
                  1.015,
                  1.025,
                  1e-6,
                  Judgement::kSame},
        JudgeCase{"TooWideToBeTheSame",
                  {1, 0.9, 1.1},
                  0.98,
                  1.02,
                  0.9,
                  Judgement::kCannotTell}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ChangeTest, LeastProcessesAreThoseWhoseRanksCanSayIt) {
  EXPECT_EQ(LeastProcesses(Pairing::kIndependent, 2.0 / 70), 4);
  EXPECT_EQ(LeastProcesses(Pairing::kIndependent, 2.0 / 71), 5);
  EXPECT_EQ(LeastProcesses(Pairing::kPairs, 2.0 / 64), 6);
  EXPECT_EQ(LeastProcesses(Pairing::kPairs, 0.04 / 600), 15);
}

TEST(ChangeTest, EstimateHasTheSamplesFigures) {
  EXPECT_FALSE(
      EstimateChange({1, 2, 3}, {1, 2, 3}, Pairing::kIndependent).has_value());
  const auto change =
      EstimateChange({1, 2, 3, 4}, {5, 6, 7, 8, 9}, Pairing::kIndependent);
  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(change->processes, 4);
  EXPECT_NEAR(change->p_value, 2.0 / 126, 1e-12);
  EXPECT_NEAR(change->least_p_value, 2.0 / 126, 1e-12);
  EXPECT_LE(change->interval.low, change->probably_above);
  EXPECT_LE(change->probably_above, change->interval.ratio);
  EXPECT_LE(change->interval.ratio, change->probably_below);
}

// How many of 200 comparisons of `count` processes a side are judged so.
int CountJudged(Judgement judgement, SampleShape shape, size_t count,
                double change, double threshold, Pairing pairing) {
  MadeUpSamples made(29);
  int judged = 0;
  for (int i = 0; i < 200; ++i) {
    const auto from = made.Make(shape, count, 1, 0.04);
    const auto to = made.Make(shape, count, 1 + change, 0.04);
    const auto estimated = EstimateChange(from, to, pairing);
    if (Judge(*estimated, threshold, kFalseFindings) == judgement) ++judged;
  }
  return judged;
}

TEST(ChangeTest, TwentyProcessesFindTenPercentAndLetHalfTheThresholdPass) {
  constexpr auto kIndependent = Pairing::kIndependent;
  for (const SampleShape shape : kSampleShapes) {
    SCOPED_TRACE(SampleShapeName(shape));
    EXPECT_GE(
        CountJudged(Judgement::kWorse, shape, 20, 0.1, 0.05, kIndependent),
        186);
    EXPECT_LE(
        CountJudged(Judgement::kWorse, shape, 20, 0.025, 0.05, kIndependent),
        8);
    EXPECT_LE(CountJudged(Judgement::kWorse, shape, 10, 0, 0.005, kIndependent),
              10);
    EXPECT_LE(
        CountJudged(Judgement::kSame, shape, 20, 0.06, 0.05, kIndependent), 4);
  }
}

TEST(ChangeTest, TwentyPairsFindFivePercentAtAThresholdOfTwo) {
  EXPECT_GE(CountJudged(Judgement::kWorse, SampleShape::kNormal, 20, 0.05, 0.02,
                        Pairing::kPairs),
            176);
}

// The median of what is said to be needed where it cannot be told from 12.
double MedianNeeded(double change, bool tells_change, double threshold) {
  MadeUpSamples made(31);
  std::vector<double> all;
  for (int i = 0; i < 300; ++i) {
    const auto estimated =
        EstimateChange(made.Make(SampleShape::kNormal, 12, 1, 0.04),
                       made.Make(SampleShape::kNormal, 12, 1 + change, 0.04),
                       Pairing::kIndependent);
    if (Judge(*estimated, threshold, kFalseFindings) !=
        Judgement::kCannotTell) {
      continue;
    }
    const ProcessesToTell needed =
        ProcessesNeeded(*estimated, threshold, kFalseFindings);
    if (needed.tells_change != tells_change) continue;
    all.push_back(needed.processes);
  }
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

TEST(ChangeTest, ThatManyProcessesTellAChange) {
  const double needed = MedianNeeded(0.05, true, 0.02);
  const auto count = [](double processes) {
    return CountJudged(Judgement::kWorse, SampleShape::kNormal,
                       static_cast<size_t>(processes), 0.05, 0.02,
                       Pairing::kIndependent);
  };
  EXPECT_GE(count(needed * 1.5), 180);
  EXPECT_LT(count(needed / 1.5), 180);
}

TEST(ChangeTest, ThatManyProcessesTellThatNothingChanged) {
  const double needed = MedianNeeded(0, false, 0.03);
  const auto count = [](double processes) {
    return CountJudged(Judgement::kSame, SampleShape::kNormal,
                       static_cast<size_t>(processes), 0, 0.03,
                       Pairing::kIndependent);
  };
  EXPECT_GE(count(needed * 1.5), 180);
  EXPECT_LT(count(needed / 1.5), 180);
}

}  // namespace
}  // namespace feluda
