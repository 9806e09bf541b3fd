#include "lib/data/images/test_images.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/media_directory.h"
#include "lib/media/image/image_encoder.h"
#include "opencv2/core.hpp"

namespace feluda {
namespace {

// FNV-1a.
uint64_t Checksum(const std::vector<uint8_t>& bytes) {
  uint64_t hash = 0xcbf29ce484222325;
  for (uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3;
  return hash;
}

std::string Contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string NameOf(const TestImageFormat& format) {
  return std::string(format.name);
}

TEST(TestImagesTest, AreFeludas) {
  EXPECT_EQ(TestImageFormats().size(), 15u);
  EXPECT_EQ(NameOf(TestImageFormats().front()), "small_128x128.jpg");
  EXPECT_EQ(NameOf(TestImageFormats().back()), "square_2048x2048.jpg");
  int grey = 0;
  for (const TestImageFormat& format : TestImageFormats()) {
    const std::string size =
        absl::StrCat("_", format.width, "x", format.height, ".jpg");
    EXPECT_THAT(NameOf(format), ::testing::EndsWith(size));
    grey += format.mode == "L";
  }
  EXPECT_EQ(grey, 2);
}

TestImageOptions Pictures() {
  TestImageOptions options;
  options.content = TestImageContent::kPhotographsAndPosters;
  return options;
}

// Written down once; a difference means that runs on this machine, or from
// this version on, cannot be compared with others. The pictures are a
// photograph, a poster, and a photograph in grey.
TEST(TestImagesTest, HaveTheSamePixelsEverywhere) {
  const struct {
    size_t index;
    TestImageOptions options;
    uint64_t checksum;
  } kCases[] = {{2, {}, 0x0f0a8cb0a4985024},
                {10, {}, 0x091cd5b2df66f3d8},
                {2, Pictures(), 0x534ff999d4fd1678},
                {3, Pictures(), 0x09510d74219c5b66},
                {10, Pictures(), 0x82c2b413a7b1ca09}};
  for (const auto& [index, options, checksum] : kCases) {
    const Image image = TestImagePixels(index, options);
    EXPECT_EQ(image.width, TestImageFormats()[index].width);
    EXPECT_EQ(image.height, TestImageFormats()[index].height);
    EXPECT_EQ(image.channels, index == 10 ? 1 : 3);
    EXPECT_EQ(Checksum(image.pixels), checksum)
        << TestImageFormats()[index].name;
  }
}

TEST(TestImagesTest, DependOnTheSeed) {
  for (TestImageOptions options : {TestImageOptions(), Pictures()}) {
    const Image image = TestImagePixels(2, options);
    options.seed = 43;
    EXPECT_NE(TestImagePixels(2, options).pixels, image.pixels);
  }
}

TEST(TestImagesTest, AreUniformNoise) {
  const Image image = TestImagePixels(1);
  int counts[256] = {};
  for (uint8_t sample : image.pixels) ++counts[sample];
  // 768 each; five standard deviations are 139.
  for (int count : counts) EXPECT_NEAR(count, 768, 139);
}

TEST(TestImagesTest, FilesAreAsTheFactsSay) {
  const auto directory = MediaDirectory::Create();
  ASSERT_TRUE(directory.ok()) << directory.status();
  const auto images = GenerateTestImages(directory->path());
  ASSERT_TRUE(images.ok()) << images.status();
  ASSERT_EQ(images->size(), 15u);
  for (size_t i = 0; i < 15; ++i) {
    const TestImage& image = (*images)[i];
    EXPECT_EQ(image.name, NameOf(TestImageFormats()[i]));
    EXPECT_EQ(image.path, directory->PathOf(image.name));
    EXPECT_EQ(image.width, TestImageFormats()[i].width);
    EXPECT_EQ(image.height, TestImageFormats()[i].height);
    EXPECT_EQ(image.mode, TestImageFormats()[i].mode);
    const int64_t size = std::filesystem::file_size(image.path);
    EXPECT_EQ(image.file_size_bytes, size);
    EXPECT_EQ(image.file_size_mb, size / 1048576.0);
  }
  for (size_t i : {0, 2, 10}) {
    EXPECT_EQ(Contents((*images)[i].path), *EncodeJpeg(TestImagePixels(i), 95));
  }
}

TEST(TestImagesTest, LeaveOpenCvsThreadsAsTheyWere) {
  const auto directory = MediaDirectory::Create();
  ASSERT_TRUE(directory.ok()) << directory.status();
  cv::setNumThreads(2);
  ASSERT_EQ(GenerateTestImages(directory->path()).status(), absl::OkStatus());
  EXPECT_EQ(cv::getNumThreads(), 2);
}

// Noise does not compress; a camera's images become a fraction of its size.
TEST(TestImagesTest, PicturesCompressAsPhotographsDo) {
  const auto directory = MediaDirectory::Create();
  ASSERT_TRUE(directory.ok()) << directory.status();
  const auto images = GenerateTestImages(directory->path(), Pictures());
  ASSERT_TRUE(images.ok()) << images.status();
  ASSERT_EQ(images->size(), 15u);
  for (const TestImage& image : *images) {
    const double bits = 8.0 * image.file_size_bytes;
    const double bits_per_pixel = bits / image.width / image.height;
    EXPECT_GT(bits_per_pixel, 1.0) << image.name;
    EXPECT_LT(bits_per_pixel, 6.0) << image.name;
  }
}

TEST(TestImagesTest, NameTheDirectoryThatIsMissing) {
  const absl::Status status = GenerateTestImages("/missing/place").status();
  EXPECT_THAT(std::string(status.message()),
              ::testing::StartsWith("/missing/place: "));
}

}  // namespace
}  // namespace feluda
