#include "lib/media/video/orientation.h"

#include <cstdint>
#include <string>

#include "gtest/gtest.h"

namespace feluda {
namespace {

constexpr int32_t kOne = 1 << 16;

// A display matrix with the four numbers that say how to turn.
Orientation Of(int a, int b, int c, int d) {
  const int32_t matrix[9] = {a * kOne, b * kOne, 0, c * kOne, d * kOne,
                             0,        0,        0, 1 << 30};
  return OrientationOf(matrix);
}

std::string Turned(const std::string& pixels, size_t width, size_t height,
                   size_t channels, const Orientation& orientation) {
  const PixelView view = {reinterpret_cast<const uint8_t*>(pixels.data()),
                          pixels.size() / height, width, height, channels};
  std::string upright(width * height * channels, '?');
  Orient(view, orientation, reinterpret_cast<uint8_t*>(upright.data()));
  return upright;
}

TEST(OrientationTest, TurnsAsTheMatrixSays) {
  const struct {
    std::string name;
    int a, b, c, d;
    std::string upright;
  } kCases[] = {
      {"upright", 1, 0, 0, 1, "abcdef"},
      {"a quarter clockwise", 0, 1, -1, 0, "daebfc"},
      {"half", -1, 0, 0, -1, "fedcba"},
      {"three quarters", 0, -1, 1, 0, "cfbead"},
      {"mirrored", -1, 0, 0, 1, "cbafed"},
      {"upside down", 1, 0, 0, -1, "defabc"},
      {"transposed", 0, 1, 1, 0, "adbecf"},
      {"transposed the other way", 0, -1, -1, 0, "fcebda"},
      {"nothing at all", 0, 0, 0, 0, "abcdef"},
  };
  for (const auto& c : kCases) {
    // abc
    // def
    EXPECT_EQ(Turned("abcdef", 3, 2, 1, Of(c.a, c.b, c.c, c.d)), c.upright)
        << c.name;
  }
}

TEST(OrientationTest, KeepsTheBytesOfAPixelTogether) {
  EXPECT_EQ(Turned("RGBrgb", 2, 1, 3, Of(-1, 0, 0, -1)), "rgbRGB");
  EXPECT_EQ(Turned("RGBrgb", 2, 1, 3, Of(0, 1, -1, 0)), "RGBrgb");
}

TEST(OrientationTest, LeavesOutWhatStandsBetweenRows) {
  EXPECT_EQ(Turned("ab--cd--", 2, 2, 1, Of(1, 0, 0, 1)), "abcd");
  EXPECT_EQ(Turned("ab--cd--", 2, 2, 1, Of(0, 1, -1, 0)), "cadb");
}

}  // namespace
}  // namespace feluda
