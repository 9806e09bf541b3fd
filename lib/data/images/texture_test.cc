#include "lib/data/images/texture.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(TextureTest, NoiseIsRougherWithMoreDetail) {
  double last = 0.0;
  for (int detail : {40, 60, 80}) {
    cv::RNG random(1);
    const cv::Mat noise = FractalNoise(random, {100, 37}, detail);
    ASSERT_EQ(noise.size(), cv::Size(100, 37));
    const double difference =
        cv::norm(noise.colRange(1, 100), noise.colRange(0, 99), cv::NORM_L1);
    EXPECT_GT(difference, last) << detail;
    last = difference;
  }
}

TEST(TextureTest, GradientsHaveTheirColorsInTheCorners) {
  const std::vector<cv::Vec3b> corners = {
      {0, 0, 0}, {200, 0, 0}, {0, 200, 0}, {0, 0, 200}};
  const cv::Mat gradient = CornerGradient(corners, {9, 5});
  EXPECT_EQ(gradient.at<cv::Vec3b>(0, 0), corners[0]);
  EXPECT_EQ(gradient.at<cv::Vec3b>(0, 8), corners[1]);
  EXPECT_EQ(gradient.at<cv::Vec3b>(4, 0), corners[2]);
  EXPECT_EQ(gradient.at<cv::Vec3b>(4, 8), corners[3]);
  EXPECT_EQ(gradient.at<cv::Vec3b>(2, 4), cv::Vec3b(50, 50, 50));
}

TEST(TextureTest, ColorsGreyLevelsFromBlackToWhite) {
  const cv::Mat grey = (cv::Mat_<uchar>(1, 2) << 0, 255);
  const cv::Mat colored = Colorize(grey, {{10, 20, 30}, {200, 210, 220}});
  EXPECT_EQ(colored.at<cv::Vec3b>(0), cv::Vec3b(10, 20, 30));
  EXPECT_EQ(colored.at<cv::Vec3b>(1), cv::Vec3b(200, 210, 220));
}

TEST(TextureTest, StretchesLevelsToTheWholeRange) {
  const cv::Mat grey = (cv::Mat_<uchar>(1, 4) << 50, 100, 150, 250);
  const cv::Mat stretched = Stretch(grey, 100, 200);
  const cv::Mat expected = (cv::Mat_<uchar>(1, 4) << 0, 0, 127, 255);
  EXPECT_EQ(cv::norm(stretched, expected, cv::NORM_INF), 0.0) << stretched;
}

TEST(TextureTest, BlendsAsThicklyAsTheMaskIsBright) {
  cv::Mat canvas(1, 3, CV_8UC3, cv::Scalar(100, 100, 100));
  const cv::Mat mask = (cv::Mat_<uchar>(1, 3) << 0, 51, 255);
  BlendColor({200, 0, 255}, mask, canvas);
  EXPECT_EQ(canvas.at<cv::Vec3b>(0), cv::Vec3b(100, 100, 100));
  EXPECT_EQ(canvas.at<cv::Vec3b>(1), cv::Vec3b(120, 80, 131));
  EXPECT_EQ(canvas.at<cv::Vec3b>(2), cv::Vec3b(200, 0, 255));
}

TEST(TextureTest, GlowsAreBrightestInTheMiddle) {
  const cv::Mat glow = Glow({80, 40}, 30, {160, 80});
  EXPECT_GT(glow.at<uchar>(40, 80), 200);
  EXPECT_EQ(glow.at<uchar>(40, 130), 0);
  EXPECT_EQ(glow.at<uchar>(0, 0), 0);
}

TEST(TextureTest, MixesColorsBetweenTheTwo) {
  cv::RNG random(1);
  for (int i = 0; i < 100; ++i) {
    const cv::Vec3b color = ColorBetween(random, {0, 200, 7}, {100, 100, 7});
    EXPECT_LE(color[0], 100);
    EXPECT_GE(color[1], 100);
    EXPECT_LE(color[1], 200);
    EXPECT_EQ(color[2], 7);
  }
}

}  // namespace
}  // namespace feluda
