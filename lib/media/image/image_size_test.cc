#include "lib/media/image/image_size.h"

#include <fstream>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/media/image/image_encoder.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using ::testing::StartsWith;

TEST(ImageSizeTest, IsTheOneInTheHeader) {
  const TemporaryDirectory directory;
  Image image;
  image.width = 30;
  image.height = 20;
  image.channels = 1;
  image.pixels.resize(600);
  for (const auto& [name, bytes] :
       {std::pair("a.png", EncodePng(image)),
        std::pair("a.jpg", EncodeJpeg(image, /*quality=*/90))}) {
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    const std::string path = directory.path() / name;
    std::ofstream(path) << *bytes;
    const absl::StatusOr<ImageSize> size = ReadImageSize(path);
    ASSERT_TRUE(size.ok()) << size.status();
    EXPECT_EQ(size->width, 30);
    EXPECT_EQ(size->height, 20);
  }
}

TEST(ImageSizeTest, NamesAFileThatIsNoImage) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "a.png";
  for (const char* text : {"", "no image", "\x89PNG\r\n\x1a\n"}) {
    std::ofstream(path) << text;
    const absl::Status status = ReadImageSize(path).status();
    EXPECT_FALSE(status.ok()) << text;
    EXPECT_THAT(std::string(status.message()), StartsWith(path));
  }
  EXPECT_FALSE(ReadImageSize(directory.path() / "missing.png").ok());
}

}  // namespace
}  // namespace feluda
