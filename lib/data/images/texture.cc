#include "lib/data/images/texture.h"

#include <algorithm>

#include "opencv2/imgproc.hpp"

namespace feluda {
namespace {

constexpr int kLevels = 256;

cv::Mat Resized(const cv::Mat& picture, cv::Size size) {
  cv::Mat resized;
  cv::resize(picture, resized, size, 0, 0, cv::INTER_LINEAR_EXACT);
  return resized;
}

cv::Size Reduced(cv::Size size, int halvings) {
  const int round_up = (1 << halvings) - 1;
  return {(size.width + round_up) >> halvings,
          (size.height + round_up) >> halvings};
}

// Adds noise of -strength to strength - 1.
void AddNoise(cv::RNG& random, int strength, cv::Mat& grey) {
  cv::Mat noise(grey.size(), CV_8UC1);
  random.fill(noise, cv::RNG::UNIFORM, 0, 2 * strength);
  cv::add(grey, noise, grey);
  cv::subtract(grey, cv::Scalar(strength), grey);
}

}  // namespace

// Begins with a picture of a few pixels, and doubles it until it is large
// enough: all scales together cost a third more than the last alone.
cv::Mat FractalNoise(cv::RNG& random, cv::Size size, int detail) {
  constexpr int kCoarsest = 6;
  int halvings = 0;
  while (std::max(size.width, size.height) >> halvings > kCoarsest) ++halvings;
  cv::Mat grey(Reduced(size, halvings), CV_8UC1, cv::Scalar(kLevels / 2.0));
  int strength = 64;
  AddNoise(random, strength, grey);
  while (halvings > 0) {
    grey = Resized(grey, Reduced(size, --halvings));
    // Bilinear edges show where pixels were few; there blurring costs nothing.
    if (halvings > 2) cv::GaussianBlur(grey, grey, {5, 5}, 0);
    strength = strength * detail / 100;
    if (strength > 0) AddNoise(random, strength, grey);
  }
  return grey;
}

cv::Mat CornerGradient(const std::vector<cv::Vec3b>& corners, cv::Size size) {
  return Resized(cv::Mat(corners).reshape(3, 2), size);
}

cv::Mat Colorize(const cv::Mat& grey, const std::vector<cv::Vec3b>& colors) {
  cv::Mat colored;
  cv::applyColorMap(grey, colored,
                    Resized(cv::Mat(colors).reshape(3), {1, kLevels}));
  return colored;
}

cv::Mat Stretch(const cv::Mat& grey, int low, int high) {
  cv::Mat table(1, kLevels, CV_8UC1);
  for (int level = 0; level < kLevels; ++level) {
    table.at<uchar>(level) =
        cv::saturate_cast<uchar>((level - low) * 255 / (high - low));
  }
  cv::Mat stretched;
  cv::LUT(grey, table, stretched);
  return stretched;
}

void BlendColor(const cv::Scalar& color, const cv::Mat& mask, cv::Mat& canvas) {
  for (int y = 0; y < canvas.rows; ++y) {
    const uchar* const thickness = mask.ptr<uchar>(y);
    uchar* const row = canvas.ptr<uchar>(y);
    for (int x = 0; x < canvas.cols; ++x) {
      for (int c = 0; c < 3; ++c) {
        const int over = static_cast<int>(color[c]) * thickness[x];
        const int under = row[3 * x + c] * (255 - thickness[x]);
        row[3 * x + c] = static_cast<uchar>((over + under + 127) / 255);
      }
    }
  }
}

// Drawn small, since it has no detail: the distance of each pixel, squared.
cv::Mat Glow(cv::Point middle, int radius, cv::Size size) {
  constexpr int kHalvings = 3;
  cv::Mat glow(Reduced(size, kHalvings), CV_8UC1);
  const int64_t limit = std::max<int64_t>(1, int64_t{radius} * radius);
  for (int y = 0; y < glow.rows; ++y) {
    for (int x = 0; x < glow.cols; ++x) {
      const int64_t dx = (x << kHalvings) - middle.x;
      const int64_t dy = (y << kHalvings) - middle.y;
      const int64_t left = limit - std::min(limit, dx * dx + dy * dy);
      const int64_t level = 255 * left / limit;
      glow.at<uchar>(y, x) = static_cast<uchar>(level * level / 255);
    }
  }
  return Resized(glow, size);
}

cv::Vec3b ColorBetween(cv::RNG& random, const cv::Vec3b& one,
                       const cv::Vec3b& other) {
  constexpr int kParts = 256;
  const int part = random.uniform(0, kParts + 1);
  cv::Vec3b color;
  for (int c = 0; c < 3; ++c) {
    color[c] = cv::saturate_cast<uchar>(
        (one[c] * (kParts - part) + other[c] * part) / kParts);
  }
  return color;
}

}  // namespace feluda
