#include "lib/media/image/model_input/resize.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"
#include "lib/media/image/image_reader.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;

constexpr char kDirectory[] = "lib/media/image/model_input/testdata";
constexpr std::array<ResizeFilter, 2> kFilters = {ResizeFilter::kBilinear,
                                                  ResizeFilter::kBicubic};

Image Blank(int width, int height, int channels) {
  Image image;
  image.width = width;
  image.height = height;
  image.channels = channels;
  image.pixels.resize(image.Stride() * static_cast<size_t>(height));
  return image;
}

// testdata/make_reference.py has the same.
Image Pattern(int width, int height, int channels) {
  Image image = Blank(width, height, channels);
  size_t i = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 0; c < channels; ++c) {
        const bool is_flat = (x / 4 + y / 3) % 3 == 0;
        const int value = is_flat ? 255 * (c % 2) : 7 * x * x + 13 * y + 91 * c;
        image.pixels[i++] = static_cast<uint8_t>(value % 256);
      }
    }
  }
  return image;
}

Image Noise(int width, int height, int channels, uint64_t seed) {
  Image image = Blank(width, height, channels);
  const RandomStream random(seed, 0);
  for (size_t i = 0; i < image.pixels.size(); ++i) {
    image.pixels[i] = static_cast<uint8_t>(random.Bits(i));
  }
  return image;
}

// The definition, without a trick: each pixel of a row is the rounded sum of
// the pixels that its weights name.
Image NaiveRows(const Image& image, int width, ResizeFilter filter) {
  if (width == image.width) return image;
  const ResamplingWeights weights(image.width, width, filter);
  Image out = Blank(width, image.height, image.channels);
  for (size_t i = 0; i < out.pixels.size(); ++i) {
    const size_t c = i % static_cast<size_t>(image.channels);
    const size_t x = i % out.Stride() / static_cast<size_t>(image.channels);
    const size_t row = i / out.Stride() * image.Stride();
    int64_t sum = ResamplingWeights::kHalf;
    for (size_t k = 0; k < weights.SpanOf(x).count; ++k) {
      const size_t from = weights.SpanOf(x).first + k;
      sum += int64_t{weights.WeightsOf(x)[k]} *
             image.pixels[row + from * static_cast<size_t>(image.channels) + c];
    }
    const int64_t whole = sum >> ResamplingWeights::kFractionBits;
    out.pixels[i] = static_cast<uint8_t>(std::clamp<int64_t>(whole, 0, 255));
  }
  return out;
}

Image Transposed(const Image& image) {
  Image out = Blank(image.height, image.width, image.channels);
  const auto channels = static_cast<size_t>(image.channels);
  for (size_t i = 0; i < image.pixels.size(); ++i) {
    const size_t x = i % image.Stride() / channels;
    const size_t y = i / image.Stride();
    out.pixels[x * out.Stride() + y * channels + i % channels] =
        image.pixels[i];
  }
  return out;
}

Image NaiveResize(const Image& image, int width, int height,
                  ResizeFilter filter) {
  const Image narrow = NaiveRows(image, width, filter);
  return Transposed(NaiveRows(Transposed(narrow), height, filter));
}

struct Case {
  int channels, width, height, to_width, to_height;
};

std::string NameOf(const Case& c, ResizeFilter filter) {
  return absl::StrCat(c.channels == 3 ? "rgb_" : "grey_", c.width, "x",
                      c.height, "_", c.to_width, "x", c.to_height, "_",
                      filter == ResizeFilter::kBicubic ? "bicubic" : "bilinear",
                      ".png");
}

TEST(ResizeTest, GivesThePixelsOfPillow) {
  const Case cases[] = {
      {3, 61, 47, 23, 17}, {3, 61, 47, 23, 47}, {3, 61, 47, 61, 17},
      {3, 13, 11, 40, 35}, {3, 5, 40, 29, 7},   {3, 1, 1, 5, 3},
      {3, 40, 30, 1, 1},   {1, 61, 47, 23, 17}, {1, 7, 9, 20, 31},
      {1, 200, 3, 9, 3},
  };
  for (const Case& c : cases) {
    for (ResizeFilter filter : kFilters) {
      const std::string name = NameOf(c, filter);
      ImageReading reading;
      reading.channels = c.channels == 3 ? 3 : 0;
      const auto golden =
          ReadImage(absl::StrCat(kDirectory, "/", name), reading);
      ASSERT_TRUE(golden.ok()) << golden.status();
      const auto resized = Resize(Pattern(c.width, c.height, c.channels),
                                  c.to_width, c.to_height, filter);
      ASSERT_TRUE(resized.ok()) << resized.status();
      EXPECT_EQ(resized->width, c.to_width) << name;
      EXPECT_EQ(resized->channels, c.channels) << name;
      EXPECT_EQ(resized->pixels, golden->pixels) << name;
    }
  }
}

TEST(ResizeTest, GivesThePixelsOfTheDefinition) {
  const RandomStream random(7, 0);
  for (uint64_t i = 0; i < 60; ++i) {
    const auto side = [&](uint64_t k) {
      return 1 + static_cast<int>(random.Bits(4 * i + k) % 90);
    };
    const Image image = Noise(side(0), side(1), i % 3 == 0 ? 1 : 3, i);
    for (ResizeFilter filter : kFilters) {
      const auto resized = Resize(image, side(2), side(3), filter);
      ASSERT_TRUE(resized.ok()) << resized.status();
      EXPECT_EQ(resized->pixels,
                NaiveResize(image, side(2), side(3), filter).pixels)
          << image.width << "x" << image.height << " " << image.channels
          << " to " << side(2) << "x" << side(3);
    }
  }
}

TEST(ResizeTest, KeepsAnImageOfTheSameSize) {
  const Image image = Noise(19, 8, 3, 1);
  EXPECT_EQ(Resize(image, 19, 8, ResizeFilter::kBicubic)->pixels, image.pixels);
}

TEST(ResizeTest, KeepsBlackAndWhite) {
  for (int value : {0, 255}) {
    Image image = Blank(33, 21, 1);
    image.pixels.assign(image.pixels.size(), static_cast<uint8_t>(value));
    for (ResizeFilter filter : kFilters) {
      const auto resized = Resize(image, 50, 9, filter);
      EXPECT_THAT(resized->pixels, testing::Each(value));
    }
  }
}

TEST(ResizeTest, RefusesSizesOutOfRange) {
  const Image image = Blank(2, 2, 3);
  const auto refusal = [&](int width, int height) {
    return std::string(Resize(image, width, height, ResizeFilter::kBilinear)
                           .status()
                           .message());
  };
  EXPECT_THAT(refusal(0, 5), HasSubstr("width: must be 1 to 65536"));
  EXPECT_THAT(refusal(5, 65537), HasSubstr("height: must be 1 to 65536"));
  EXPECT_THAT(Resize(Image(), 5, 5, ResizeFilter::kBilinear).status().message(),
              HasSubstr("at least one pixel"));
}

}  // namespace
}  // namespace feluda
