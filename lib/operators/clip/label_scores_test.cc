#include "lib/operators/clip/label_scores.h"

#include <cmath>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;
using ::testing::FloatNear;

TEST(ScaleToUnitTest, KeepsTheDirection) {
  std::vector<float> values = {3, 0, 4};
  ScaleToUnit(absl::MakeSpan(values));
  EXPECT_THAT(values, ElementsAre(FloatEq(0.6f), 0, FloatEq(0.8f)));
  std::vector<float> zeros = {0, 0};
  ScaleToUnit(absl::MakeSpan(zeros));
  EXPECT_THAT(zeros, ElementsAre(0, 0));
}

TEST(LabelScoresTest, AreTheSoftmaxOfScaledCosines) {
  const std::vector<float> labels = {1, 0, 0, 1};
  LabelScores scores(labels, 2, /*scale=*/2);
  scores.Add({30, 40});
  const float a = std::exp(2 * 0.6f), b = std::exp(2 * 0.8f);
  EXPECT_THAT(scores.Mean(), ElementsAre(FloatNear(a / (a + b), 1e-6f),
                                         FloatNear(b / (a + b), 1e-6f)));
}

TEST(LabelScoresTest, AreTheMeanOverPictures) {
  const std::vector<float> labels = {1, 0, 0, 1};
  LabelScores scores(labels, 2, /*scale=*/1000);
  for (int i = 0; i < 3; ++i) scores.Add({1, 0});
  scores.Add({0, 5});
  EXPECT_THAT(scores.Mean(), ElementsAre(FloatEq(0.75f), FloatEq(0.25f)));
}

TEST(LabelScoresTest, StayFiniteForAnyFeatures) {
  const std::vector<float> labels = {1, 0, -1, 0, 0.6f, 0.8f};
  LabelScores scores(labels, 2, /*scale=*/1e30f);
  scores.Add({0, 0});
  scores.Add({1e-30f, 0});
  const std::vector<float> mean = scores.Mean();
  for (float probability : mean) EXPECT_TRUE(std::isfinite(probability));
  EXPECT_NEAR(mean[0] + mean[1] + mean[2], 1.0, 1e-6);
}

}  // namespace
}  // namespace feluda
