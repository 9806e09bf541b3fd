#include "lib/operators/video_hash/pdqf.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

using ::testing::Each;
using ::testing::Pointwise;

constexpr size_t kPixels = size_t{kPdqfSide} * kPdqfSide;

std::vector<uint8_t> RandomPicture() {
  const RandomStream stream(/*seed=*/1, /*stream=*/0);
  std::vector<uint8_t> rgb(3 * kPixels);
  for (size_t i = 0; i < rgb.size(); ++i) {
    rgb[i] = static_cast<uint8_t>(stream.Bits(i));
  }
  return rgb;
}

// The feature by the definition of the cosine transform.
PdqfFeature FromDefinition(const std::vector<uint8_t>& rgb) {
  const auto cosine = [](int frequency, int position) {
    return std::cos(M_PI * (2 * position + 1) * frequency / (2 * kPdqfSide));
  };
  PdqfFeature feature;
  for (int i = 0; i < kPdqfFrequencies; ++i) {
    for (int j = 0; j < kPdqfFrequencies; ++j) {
      double sum = 0.0;
      for (int y = 0; y < kPdqfSide; ++y) {
        for (int x = 0; x < kPdqfSide; ++x) {
          const uint8_t* const pixel = &rgb[3 * (y * kPdqfSide + x)];
          const double luma =
              0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
          sum += luma * cosine(i + 1, y) * cosine(j + 1, x);
        }
      }
      feature[i * kPdqfFrequencies + j] =
          static_cast<float>(sum * 2.0 / kPdqfSide);
    }
  }
  return feature;
}

TEST(PdqfTest, IsTheCosineTransformOfTheLuma) {
  const std::vector<uint8_t> rgb = RandomPicture();
  PdqfFeature feature;
  Pdqf(rgb, feature);
  EXPECT_THAT(feature,
              Pointwise(::testing::FloatNear(0.01f), FromDefinition(rgb)));
}

TEST(PdqfTest, LeavesOutBrightness) {
  std::vector<uint8_t> rgb = RandomPicture();
  for (uint8_t& value : rgb) value /= 2;
  PdqfFeature dark, bright, grey;
  Pdqf(rgb, dark);
  for (uint8_t& value : rgb) value += 100;
  Pdqf(rgb, bright);
  EXPECT_THAT(bright, Pointwise(::testing::FloatNear(0.01f), dark));
  Pdqf(std::vector<uint8_t>(3 * kPixels, 200), grey);
  EXPECT_THAT(grey, Each(::testing::FloatNear(0.0f, 0.01f)));
}

TEST(PdqfTest, HasTheFrequenciesInOrder) {
  for (int row : {0, 3, 15}) {
    for (int column : {0, 7, 15}) {
      std::vector<uint8_t> rgb;
      for (size_t i = 0; i < 3 * kPixels; ++i) {
        const int y = static_cast<int>(i / 3) / kPdqfSide;
        const int x = static_cast<int>(i / 3) % kPdqfSide;
        const double wave =
            std::cos(M_PI * (2 * y + 1) * (row + 1) / (2 * kPdqfSide)) *
            std::cos(M_PI * (2 * x + 1) * (column + 1) / (2 * kPdqfSide));
        rgb.push_back(static_cast<uint8_t>(128 + 100 * wave));
      }
      PdqfFeature feature;
      Pdqf(rgb, feature);
      const auto strongest = std::max_element(feature.begin(), feature.end());
      EXPECT_EQ(strongest - feature.begin(), row * kPdqfFrequencies + column);
    }
  }
}

}  // namespace
}  // namespace feluda
