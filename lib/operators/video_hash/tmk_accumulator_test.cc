#include "lib/operators/video_hash/tmk_accumulator.h"

#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::Each;

// A feature with few numbers other than 0, different for each frame.
PdqfFeature Feature(int frame) {
  PdqfFeature feature = {};
  feature[0] = 3.0f;
  feature[1 + frame % 200] = 4.0f;
  feature[255] = static_cast<float>(frame);
  return feature;
}

double Length(const std::vector<float>& values, size_t begin) {
  double sum = 0.0;
  for (size_t k = begin; k < begin + kPdqfDimension; ++k) {
    sum += double{values[k]} * values[k];
  }
  return std::sqrt(sum);
}

// A sum of the hash computed by its definition and scaled to length 1.
std::vector<double> FromDefinition(int frames, int period, int coefficient,
                                   double (*weight)(double)) {
  std::vector<double> sums(kPdqfDimension);
  for (int t = 0; t < frames; ++t) {
    const PdqfFeature feature = Feature(t);
    double length = 0.0;
    for (float value : feature) length += double{value} * value;
    const double angle = 2 * M_PI * coefficient * t / period;
    for (size_t k = 0; k < kPdqfDimension; ++k) {
      sums[k] += weight(angle) * feature[k] / std::sqrt(length);
    }
  }
  const double length = std::sqrt(
      std::inner_product(sums.begin(), sums.end(), sums.begin(), 0.0));
  for (double& sum : sums) sum /= length;
  return sums;
}

TmkHash HashOf(int frames) {
  TmkAccumulator accumulator(15);
  for (int t = 0; t < frames; ++t) accumulator.Add(Feature(t));
  return std::move(accumulator).Finish();
}

TEST(TmkAccumulatorTest, AveragesTheFeatures) {
  const TmkHash hash = HashOf(5);
  EXPECT_EQ(hash.frame_count, 5);
  EXPECT_EQ(hash.frames_per_second, 15);
  ASSERT_EQ(hash.dimension(), kPdqfDimension);
  EXPECT_FLOAT_EQ(hash.average[0], 3.0f);
  EXPECT_FLOAT_EQ(hash.average[1], 0.8f);
  EXPECT_FLOAT_EQ(hash.average[255], 2.0f);
}

TEST(TmkAccumulatorTest, WeighsFeaturesByTheCosineAndSineOfTheirTime) {
  // More frames than the shortest period.
  constexpr int kFrames = 3000;
  const TmkHash hash = HashOf(kFrames);
  for (const auto& [period, coefficient] :
       {std::pair(0, 1), std::pair(0, 31), std::pair(3, 2)}) {
    const size_t at = hash.IndexOf(period, coefficient);
    const double scale = std::sqrt(hash.coefficients[coefficient]);
    const auto cosines =
        FromDefinition(kFrames, hash.periods[period], coefficient,
                       [](double x) { return std::cos(x); });
    const auto sines =
        FromDefinition(kFrames, hash.periods[period], coefficient,
                       [](double x) { return std::sin(x); });
    for (size_t k : {0, 1, 77, 255}) {
      EXPECT_NEAR(hash.cosines[at + k] / scale, cosines[k], 1e-4) << k;
      EXPECT_NEAR(hash.sines[at + k] / scale, sines[k], 1e-4) << k;
    }
  }
}

TEST(TmkAccumulatorTest, ScalesToTheCoefficients) {
  const TmkHash hash = HashOf(100);
  for (size_t i = 0; i < hash.periods.size(); ++i) {
    for (size_t j = 0; j < hash.coefficients.size(); ++j) {
      const double length = std::sqrt(hash.coefficients[j]);
      const size_t at = hash.IndexOf(i, j);
      EXPECT_NEAR(Length(hash.cosines, at) / length, 1.0, 1e-5);
      EXPECT_NEAR(Length(hash.sines, at) / length, j == 0 ? 0.0 : 1.0, 1e-5);
    }
  }
}

TEST(TmkAccumulatorTest, TakesFramesWithoutAnyContrast) {
  TmkAccumulator accumulator(15);
  accumulator.Add(PdqfFeature());
  const TmkHash hash = std::move(accumulator).Finish();
  EXPECT_EQ(hash.frame_count, 1);
  EXPECT_THAT(hash.average, Each(0.0f));
  EXPECT_THAT(hash.cosines, Each(0.0f));
}

TEST(TmkAccumulatorTest, GivesZerosForNothing) {
  const TmkHash hash = HashOf(0);
  EXPECT_EQ(hash.frame_count, 0);
  EXPECT_THAT(hash.average, Each(0.0f));
}

TEST(TmkAccumulatorTest, HasThePublishedParameters) {
  const TmkHash hash = HashOf(0);
  EXPECT_THAT(hash.periods, ::testing::ElementsAre(2731, 4391, 9767, 14653));
  ASSERT_EQ(hash.coefficients.size(), 32);
  EXPECT_FLOAT_EQ(hash.coefficients[0], 0.0708041893112f);
  EXPECT_FLOAT_EQ(hash.coefficients[1], 0.13937789309f);
  EXPECT_FLOAT_EQ(hash.coefficients[31], 9.19087006565e-08f);
}

}  // namespace
}  // namespace feluda
