#include "lib/media/image/exif_orientation.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

// A TIFF structure with one entry, made of its tag, type and first value.
std::string Exif(char tag, char type, int number, bool big_endian) {
  const char value = static_cast<char>(number);
  std::string exif = big_endian ? std::string("MM\0*\0\0\0\x08\0\x01\x01", 11)
                                : std::string("II*\0\x08\0\0\0\x01\0", 10);
  if (big_endian) {
    exif += {tag, 0, type, 0, 0, 0, 1, 0, value, 0, 0};
  } else {
    exif += {tag, 1, type, 0, 1, 0, 0, 0, value, 0, 0, 0};
  }
  return exif;
}

std::string Jpeg(absl::string_view exif) {
  std::string file("\xff\xd8\xff\xe1\0", 5);
  file += static_cast<char>(2 + 6 + exif.size());
  return absl::StrCat(file, absl::string_view("Exif\0\0", 6), exif, "\xff\xd9");
}

std::string Png(absl::string_view exif) {
  std::string file("\x89PNG\r\n\x1a\n\0\0\0\x01tEXtxCRC?\0\0\0", 24);
  file += static_cast<char>(exif.size());
  return absl::StrCat(file, "eXIf", exif, "CRC?");
}

std::string WebP(absl::string_view exif) {
  std::string file("RIFF????WEBPVP8 \x01\0\0\0x\0EXIF", 26);
  file += static_cast<char>(exif.size());
  return absl::StrCat(file, absl::string_view("\0\0\0", 3), exif);
}

constexpr char kOrientation = 0x12;
constexpr char kShort = 3;

TEST(ExifOrientationTest, IsFoundInEachFormatAndByteOrder) {
  for (int value = 1; value <= 8; ++value) {
    for (bool big_endian : {false, true}) {
      const std::string exif = Exif(kOrientation, kShort, value, big_endian);
      SCOPED_TRACE(absl::StrCat(value, big_endian ? " MM" : " II"));
      EXPECT_EQ(ExifOrientation(Jpeg(exif)), value);
      EXPECT_EQ(ExifOrientation(Png(exif)), value);
      EXPECT_EQ(ExifOrientation(WebP(exif)), value);
    }
  }
}

TEST(ExifOrientationTest, IsAsStoredWhereNothingValidIsSaid) {
  const std::string good = Exif(kOrientation, kShort, 6, false);
  const struct {
    const char* name;
    std::string file;
  } cases[] = {
      {"nothing", ""},
      {"no image", "some text"},
      {"no Exif", "\xff\xd8\xff\xd9"},
      {"another tag", Jpeg(Exif(0x11, kShort, 6, false))},
      {"another type", Jpeg(Exif(kOrientation, 4, 6, false))},
      {"too small", Jpeg(Exif(kOrientation, kShort, 0, false))},
      {"too large", Jpeg(Exif(kOrientation, kShort, 9, false))},
      {"an entry cut off", Jpeg(good.substr(0, 17))},
      {"a directory cut off", Jpeg(good.substr(0, 8))},
      {"a header cut off", Jpeg(good.substr(0, 3))},
  };
  for (const auto& c : cases) EXPECT_EQ(ExifOrientation(c.file), 1) << c.name;
}

}  // namespace
}  // namespace feluda
