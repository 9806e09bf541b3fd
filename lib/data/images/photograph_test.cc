#include "lib/data/images/photograph.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

cv::Mat Photograph(int width, int height, uint64_t seed) {
  cv::Mat canvas(height, width, CV_8UC3, cv::Scalar::all(0));
  cv::RNG random(seed);
  DrawPhotograph(random, canvas);
  return canvas;
}

bool Equal(const cv::Mat& one, const cv::Mat& other) {
  return cv::norm(one, other, cv::NORM_INF) == 0.0;
}

TEST(PhotographTest, DependsOnTheGeneratorAlone) {
  const cv::Mat photograph = Photograph(160, 120, 1);
  EXPECT_TRUE(Equal(Photograph(160, 120, 1), photograph));
  EXPECT_FALSE(Equal(Photograph(160, 120, 2), photograph));
}

TEST(PhotographTest, HasABrighterAndBluerSkyThanMeadow) {
  for (uint64_t seed : {1, 2, 3, 4, 5}) {
    const cv::Mat photograph = Photograph(320, 240, seed);
    const cv::Scalar sky = cv::mean(photograph.rowRange(0, 60));
    const cv::Scalar meadow = cv::mean(photograph.rowRange(190, 240));
    EXPECT_GT(sky[0] + sky[1] + sky[2], meadow[0] + meadow[1] + meadow[2]);
    EXPECT_GT(sky[2], meadow[2]);
  }
}

// Neighbours are alike, as in a camera's image, and not equal, as in a drawing.
TEST(PhotographTest, IsSmoothWithGrain) {
  const cv::Mat photograph = Photograph(320, 240, 1);
  const double difference = cv::norm(photograph.colRange(1, 320),
                                     photograph.colRange(0, 319), cv::NORM_L1) /
                            (3 * 319 * 240);
  EXPECT_GT(difference, 2.0);
  EXPECT_LT(difference, 10.0);
}

TEST(PhotographTest, FitsAnyShape) {
  for (const cv::Size size : {cv::Size(16, 16), {300, 16}, {16, 300}}) {
    const cv::Mat photograph = Photograph(size.width, size.height, 1);
    EXPECT_EQ(photograph.size(), size);
  }
}

}  // namespace
}  // namespace feluda
