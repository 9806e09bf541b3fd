#include "lib/media/image/image_reader.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/media/image/image.h"
#include "lib/media/image/image_encoder.h"
#include "lib/media/image/pix.h"

// Debian 13's Leptonica leaks the colours of GIFs that are cut off.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:GifMakeMapObject\n";
}

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kDirectory[] = "lib/media/image/testdata";

std::string PathOf(const std::string& name) {
  return absl::StrCat(kDirectory, "/", name);
}

std::string Contents(const std::string& name) {
  std::ifstream in(PathOf(name), std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::array<int, 3> Pixel(const Image& image, int x, int y) {
  const uint8_t* const samples =
      image.pixels.data() + y * image.Stride() + x * image.channels;
  if (image.channels == 1) return {samples[0], samples[0], samples[0]};
  return {samples[0], samples[1], samples[2]};
}

bool IsNear(std::array<int, 3> a, std::array<int, 3> b, int most) {
  for (int i = 0; i < 3; ++i) {
    if (std::abs(a[i] - b[i]) > most) return false;
  }
  return true;
}

// The names of the broken files, or of those that can be read.
std::vector<std::string> Names(bool broken) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kDirectory)) {
    const std::string name = entry.path().filename().string();
    if (absl::StartsWith(name, "unread")) continue;
    if (absl::StartsWith(name, "broken") == broken) names.push_back(name);
  }
  return names;
}

// Each file shows the same picture of 20 x 12 pixels, which is red in the upper
// left corner and gets brighter to the right.
TEST(ImageReaderTest, ReadsEveryFormatUpright) {
  const struct {
    const char* kind;
    std::vector<const char*> names;
    std::array<int, 3> corner;
    int most;
  } cases[] = {
      {"lossless",
       {"rgb.png", "rgb.webp", "rgb.tif", "lzw.tif", "rgb.bmp", "rgb.ppm",
        "rgb.jp2", "rgb_16bit.png", "pages.tif"},
       {250, 20, 30},
       1},
      {"lossy",
       {"rgb.jpg", "progressive.jpg", "cmyk.jpg", "lossy.webp"},
       {250, 20, 30},
       40},
      {"grey",
       {"grey.png", "grey.jpg", "grey.tif", "grey.bmp", "grey.pgm",
        "grey_16bit.png", "grey_16bit.tif"},
       {90, 90, 90},
       4},
      {"palette",
       {"palette.png", "palette_2bit.png", "palette.tif", "palette.gif",
        "frames.gif"},
       {250, 20, 30},
       70},
  };
  for (const auto& c : cases) {
    for (const char* name : c.names) {
      const auto image = ReadImage(PathOf(name));
      ASSERT_TRUE(image.ok()) << image.status();
      EXPECT_EQ(image->width, 20) << name;
      EXPECT_EQ(image->height, 12) << name;
      EXPECT_TRUE(IsNear(Pixel(*image, 1, 1), c.corner, c.most))
          << c.kind << " " << name;
    }
  }
}

// The eight files show the same picture once their orientation is applied.
TEST(ImageReaderTest, AppliesEveryOrientation) {
  const struct {
    int orientation;
    int width;
    int red_x;
    int red_y;
  } cases[] = {{1, 20, 1, 1},   {2, 20, 18, 1}, {3, 20, 18, 10},
               {4, 20, 1, 10},  {5, 12, 1, 1},  {6, 12, 10, 1},
               {7, 12, 10, 18}, {8, 12, 1, 18}, {77, 20, 1, 1}};
  for (const auto& c : cases) {
    const auto image =
        ReadImage(PathOf(absl::StrCat("orientation_", c.orientation, ".jpg")));
    ASSERT_TRUE(image.ok()) << image.status();
    EXPECT_EQ(image->width, c.width) << c.orientation;
    EXPECT_EQ(image->height, 32 - c.width) << c.orientation;
    EXPECT_TRUE(IsNear(Pixel(*image, c.red_x, c.red_y), {250, 20, 30}, 40))
        << c.orientation;
  }
}

TEST(ImageReaderTest, AppliesTheOrientationOfEveryFormat) {
  for (const char* name :
       {"orientation_6.png", "orientation_6.webp", "orientation_6.tif"}) {
    const auto image = ReadImage(PathOf(name));
    ASSERT_TRUE(image.ok()) << image.status();
    EXPECT_TRUE(IsNear(Pixel(*image, 10, 1), {250, 20, 30}, 1)) << name;
  }
}

// The pictures are transparent at the left and almost opaque at the right.
TEST(ImageReaderTest, LaysAlphaOverWhite) {
  for (const char* name : {"rgba.png", "rgba.webp", "rgba.tif",
                           "rgba_16bit.png", "grey_alpha.png"}) {
    const auto image = ReadImage(PathOf(name));
    ASSERT_TRUE(image.ok()) << image.status();
    EXPECT_EQ(Pixel(*image, 0, 11), (std::array<int, 3>{255, 255, 255}))
        << name;
    const int alpha = 19 * 12;
    const std::array<int, 3> color =
        Pixel(*ReadImage(PathOf(absl::StartsWith(name, "grey") ? "grey.png"
                                                               : "rgb.png")),
              19, 11);
    std::array<int, 3> expected;
    for (int i = 0; i < 3; ++i) {
      expected[i] = (color[i] * alpha + 255 * (255 - alpha)) / 255;
    }
    EXPECT_TRUE(IsNear(Pixel(*image, 19, 11), expected, 2)) << name;
  }
}

TEST(ImageReaderTest, BilevelIsBlackAndWhite) {
  for (const char* name :
       {"bilevel.png", "bilevel_g4.tif", "bilevel.bmp", "bilevel.pbm"}) {
    const auto image = ReadImage(PathOf(name));
    ASSERT_TRUE(image.ok()) << image.status();
    EXPECT_EQ(image->pixels, ReadImage(PathOf("bilevel.png"))->pixels) << name;
    for (uint8_t sample : image->pixels) {
      EXPECT_TRUE(sample == 0 || sample == 255) << name;
    }
  }
}

TEST(ImageReaderTest, MakesGreyRgbWhereAsked) {
  ImageReading reading;
  EXPECT_EQ(ReadImage(PathOf("grey.png"), reading)->channels, 1);
  reading.channels = 3;
  const auto image = ReadImage(PathOf("grey.png"), reading);
  ASSERT_TRUE(image.ok()) << image.status();
  EXPECT_EQ(image->channels, 3);
  EXPECT_TRUE(Validate(*image).ok());
  const std::array<int, 3> pixel = Pixel(*image, 19, 11);
  EXPECT_EQ(pixel[0], pixel[1]);
  EXPECT_EQ(pixel[0], pixel[2]);
  EXPECT_EQ(pixel[0], Pixel(*ReadImage(PathOf("grey.png")), 19, 11)[0]);
}

TEST(ImageReaderTest, RefusesBrokenFilesByName) {
  for (const std::string& name : Names(/*broken=*/true)) {
    const absl::Status status = ReadImage(PathOf(name)).status();
    EXPECT_FALSE(status.ok()) << name;
    EXPECT_THAT(std::string(status.message()), StartsWith(PathOf(name) + ": "));
  }
}

TEST(ImageReaderTest, TellsWhichKindOfImageIsNotRead) {
  const std::pair<const char*, const char*> kCases[] = {
      {"unread_tiles.tif", "tiled format is not supported"},
      {"unread_float.tif", "bps not in set {1,2,4,8,16}"},
      {"unread_half.tif", "sample format = 3 is not uint"},
      {"unread_32bit.tif", "bps not in set {1,2,4,8,16}"},
      {"unread_planes.tif", "invalid tiffbpl"},
      {"unread_animated.webp", "animated WebP"},
  };
  for (const auto& [name, reason] : kCases) {
    const absl::Status status = ReadImage(PathOf(name)).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kUnimplemented) << status;
    EXPECT_THAT(std::string(status.message()), StartsWith(PathOf(name) + ": "));
    EXPECT_THAT(std::string(status.message()), HasSubstr(reason));
  }
}

TEST(ImageReaderTest, TellsWhatIsDamaged) {
  const std::string whole = Contents("rgb.bmp");
  const absl::Status status =
      DecodeImage(whole.substr(0, whole.size() / 2), "half").status();
  EXPECT_EQ(status, absl::InvalidArgumentError(
                        "half: the image is damaged or ends early (Leptonica: "
                        "size incommensurate with image data)"));
}

// An unreadable second page must not pass for the end of the file.
TEST(ImageReaderTest, RefusesATiffWithAPageThatIsNotRead) {
  int pages = 0;
  const absl::Status status = ForEachPage(Contents("unread_second_page.tif"),
                                          "scan", {}, [&](PixPtr, int) {
                                            ++pages;
                                            return absl::OkStatus();
                                          });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnimplemented) << status;
  EXPECT_EQ(pages, 1);
}

// A cut behind the image itself, say within a TIFF's second page, does no harm.
TEST(ImageReaderTest, RefusesFilesThatEndEarly) {
  for (const std::string& name : Names(/*broken=*/false)) {
    const std::string whole = Contents(name);
    const auto image = DecodeImage(whole, name);
    ASSERT_TRUE(image.ok()) << image.status();
    for (size_t size = 0; size < whole.size(); size += 1 + size / 50) {
      const auto cut = DecodeImage(whole.substr(0, size), name);
      EXPECT_TRUE(!cut.ok() || cut->pixels == image->pixels)
          << name << " " << size;
    }
    EXPECT_FALSE(DecodeImage(whole.substr(0, whole.size() / 3), name).ok());
  }
}

TEST(ImageReaderTest, RefusesWhatIsAboveTheLimits) {
  ImageReading reading;
  reading.limits.max_pixels = 20 * 12 - 1;
  for (const char* name : {"rgb.png", "rgb.jpg", "rgb.tif", "rgb.webp"}) {
    EXPECT_EQ(ReadImage(PathOf(name), reading).status().code(),
              absl::StatusCode::kResourceExhausted)
        << name;
  }
  reading.limits.max_pixels = 20 * 12;
  EXPECT_TRUE(ReadImage(PathOf("rgb.png"), reading).ok());
  reading.limits.max_file_bytes = 10;
  EXPECT_EQ(ReadImage(PathOf("rgb.png"), reading).status().code(),
            absl::StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace feluda
