#include "lib/data/test_images.h"

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

// Written down once; a difference means that runs on this machine, or from
// this version on, cannot be compared with others.
TEST(TestImagesTest, HaveTheSamePixelsEverywhere) {
  const Image image = TestImagePixels(2, 42);
  EXPECT_EQ(image.width, 320);
  EXPECT_EQ(image.height, 240);
  EXPECT_EQ(Checksum(image.pixels), 0x3cea45e2dfb034b4u);
  EXPECT_NE(image.pixels, TestImagePixels(2, 43).pixels);
  EXPECT_EQ(TestImagePixels(10, 42).channels, 1);
}

TEST(TestImagesTest, AreUniformNoise) {
  const Image image = TestImagePixels(1, 42);
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
    EXPECT_EQ(Contents((*images)[i].path),
              *EncodeJpeg(TestImagePixels(i, 42), 95));
  }
}

TEST(TestImagesTest, NameTheDirectoryThatIsMissing) {
  const absl::Status status = GenerateTestImages("/missing/place").status();
  EXPECT_THAT(std::string(status.message()),
              ::testing::StartsWith("/missing/place: "));
}

}  // namespace
}  // namespace feluda
