#include "lib/media/image/model_input/placement.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

Image Numbered(int width, int height) {
  Image image;
  image.width = width;
  image.height = height;
  image.channels = 1;
  for (int i = 0; i < width * height; ++i) {
    image.pixels.push_back(static_cast<uint8_t>(i));
  }
  return image;
}

struct SizeCase {
  int side, width, height, to_width, to_height;
};

TEST(ShorterSideToTest, CutsTheFractionOff) {
  const SizeCase cases[] = {
      {224, 640, 480, 298, 224},
      {224, 480, 640, 224, 298},
      {224, 224, 224, 224, 224},
      {224, 1, 1, 224, 224},
      {224, 1920, 1080, 398, 224},
      {224, 3, 100, 224, 7466},
      {4, 7, 5, 5, 4},
      {224, 1, 200000000, 224, 2147483647},
  };
  for (const SizeCase& c : cases) {
    const ImageSize size = ShorterSideTo(c.side, c.width, c.height);
    EXPECT_EQ(size.width, c.to_width) << c.width << "x" << c.height;
    EXPECT_EQ(size.height, c.to_height) << c.width << "x" << c.height;
  }
}

TEST(FitIntoTest, RoundsAndKeepsOnePixel) {
  const SizeCase cases[] = {
      {480, 640, 480, 480, 360}, {480, 480, 640, 360, 480},
      {480, 100, 100, 480, 480}, {480, 4096, 2160, 480, 253},
      {480, 5000, 1, 480, 1},    {480, 7, 3, 480, 206},
  };
  for (const SizeCase& c : cases) {
    const ImageSize size = FitInto(c.side, c.width, c.height);
    EXPECT_EQ(size.width, c.to_width) << c.width << "x" << c.height;
    EXPECT_EQ(size.height, c.to_height) << c.width << "x" << c.height;
  }
}

TEST(CropCenterTest, CutsTheSmallerHalfOffTheLeft) {
  const Image cropped = CropCenter(Numbered(5, 4), 2);
  EXPECT_EQ(cropped.width, 2);
  EXPECT_EQ(cropped.height, 2);
  EXPECT_THAT(cropped.pixels, ElementsAre(6, 7, 11, 12));
}

TEST(CropCenterTest, KeepsThePixelsOfColoursTogether) {
  Image image = Numbered(9, 1);
  image.width = 3;
  image.channels = 3;
  EXPECT_THAT(CropCenter(image, 1).pixels, ElementsAre(3, 4, 5));
}

TEST(PadToSquareTest, PutsTheSmallerHalfAbove) {
  const Image padded = PadToSquare(Numbered(3, 2), 3, 128);
  EXPECT_EQ(padded.height, 3);
  EXPECT_THAT(padded.pixels, ElementsAre(0, 1, 2, 3, 4, 5, 128, 128, 128));
}

}  // namespace
}  // namespace feluda
