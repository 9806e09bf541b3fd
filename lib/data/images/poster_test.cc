#include "lib/data/images/poster.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

cv::Mat Poster(int width, int height, uint64_t seed) {
  cv::Mat canvas(height, width, CV_8UC3, cv::Scalar::all(0));
  cv::RNG random(seed);
  DrawPoster(random, canvas);
  return canvas;
}

int PixelsOf(const cv::Mat& picture, const cv::Vec3b& color) {
  cv::Mat found;
  cv::inRange(picture, color, color, found);
  return cv::countNonZero(found);
}

TEST(PosterTest, DependsOnTheGeneratorAlone) {
  const cv::Mat poster = Poster(160, 120, 1);
  EXPECT_EQ(cv::norm(Poster(160, 120, 1), poster, cv::NORM_INF), 0.0);
  EXPECT_GT(cv::norm(Poster(160, 120, 2), poster, cv::NORM_INF), 0.0);
}

// The white letters of the headline on top, the band of small print below, the
// frame of the photograph between them.
TEST(PosterTest, HasHeadlinePhotographAndSmallPrint) {
  for (uint64_t seed : {1, 2, 3, 4, 5}) {
    const cv::Mat poster = Poster(640, 480, seed);
    EXPECT_GT(PixelsOf(poster.rowRange(24, 120), {255, 255, 255}), 3000);
    EXPECT_GT(PixelsOf(poster.rowRange(144, 336), {250, 250, 245}), 5000);
    EXPECT_GT(PixelsOf(poster.rowRange(360, 456), {245, 240, 225}), 30000);
  }
}

TEST(PosterTest, FitsAnyShape) {
  for (const cv::Size size : {cv::Size(64, 64), {600, 64}, {64, 600}}) {
    EXPECT_EQ(Poster(size.width, size.height, 1).size(), size);
  }
}

}  // namespace
}  // namespace feluda
