#include "lib/media/image/image_encoder.h"

#include <cstdlib>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/media/image/image.h"
#include "lib/media/image/image_reader.h"

namespace feluda {
namespace {

using ::testing::StartsWith;

// A smooth image, which JPEG changes little.
Image Slope(int width, int height, int channels) {
  Image image;
  image.width = width;
  image.height = height;
  image.channels = channels;
  for (size_t i = 0; i < image.Stride() * height; ++i) {
    image.pixels.push_back(
        static_cast<uint8_t>(i % image.Stride() / channels * 4));
  }
  return image;
}

TEST(ImageEncoderTest, PngKeepsEveryPixel) {
  for (int channels : {1, 3}) {
    Image image = Slope(37, 11, channels);
    image.dots_per_inch = 300;
    const auto file = EncodePng(image);
    ASSERT_TRUE(file.ok()) << file.status();
    const auto again = DecodeImage(*file, "a.png");
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_EQ(again->pixels, image.pixels);
    EXPECT_EQ(again->channels, channels);
    EXPECT_EQ(again->dots_per_inch, 300);
  }
}

TEST(ImageEncoderTest, JpegKeepsAlmostEveryPixel) {
  for (int channels : {1, 3}) {
    const Image image = Slope(37, 11, channels);
    const auto file = EncodeJpeg(image, 95);
    ASSERT_TRUE(file.ok()) << file.status();
    const auto again = DecodeImage(*file, "a.jpg");
    ASSERT_TRUE(again.ok()) << again.status();
    ASSERT_EQ(again->pixels.size(), image.pixels.size());
    EXPECT_EQ(again->channels, channels);
    for (size_t i = 0; i < image.pixels.size(); ++i) {
      EXPECT_NEAR(again->pixels[i], image.pixels[i], 6) << i;
    }
  }
}

TEST(ImageEncoderTest, JpegKeepsTheResolution) {
  Image image = Slope(8, 8, 1);
  for (int dots_per_inch : {0, 72, 300}) {
    image.dots_per_inch = dots_per_inch;
    const auto again = DecodeImage(*EncodeJpeg(image, 90), "a.jpg");
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_EQ(again->dots_per_inch, dots_per_inch);
  }
}

// The frame header tells that colour has half the resolution and brightness the
// whole.
TEST(ImageEncoderTest, JpegHalvesTheResolutionOfColour) {
  const auto file = EncodeJpeg(Slope(16, 16, 3), 95);
  ASSERT_TRUE(file.ok()) << file.status();
  const std::string components("\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01", 10);
  EXPECT_TRUE(absl::StrContains(*file, components));
}

TEST(ImageEncoderTest, LowerQualityIsSmaller) {
  const Image image = Slope(64, 64, 3);
  EXPECT_LT(EncodeJpeg(image, 30)->size(), EncodeJpeg(image, 95)->size());
}

TEST(ImageEncoderTest, RefusesWhatIsNoImage) {
  Image short_of_pixels = Slope(4, 4, 3), two_channels = Slope(4, 4, 1);
  short_of_pixels.pixels.pop_back();
  two_channels.channels = 2;
  const Image good = Slope(4, 4, 1), too_wide = Slope(65501, 1, 1);
  const struct {
    absl::Status status;
    const char* member;
  } cases[] = {
      {EncodePng(Image()).status(), "image:"},
      {EncodePng(short_of_pixels).status(), "pixels:"},
      {EncodePng(two_channels).status(), "channels:"},
      {EncodeJpeg(short_of_pixels, 95).status(), "pixels:"},
      {EncodeJpeg(too_wide, 95).status(), "image:"},
      {EncodeJpeg(good, 0).status(), "quality:"},
      {EncodeJpeg(good, 101).status(), "quality:"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(c.status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(c.status.message()), StartsWith(c.member));
  }
}

}  // namespace
}  // namespace feluda
