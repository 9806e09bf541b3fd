#include "lib/media/image/jpeg_markers.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

std::string Bytes(absl::string_view literal) { return std::string(literal); }

const std::string kStart = Bytes("\xff\xd8");
const std::string kEnd = Bytes("\xff\xd9");
// A segment begins with its length, which includes the length's own two bytes.
const std::string kComment("\xff\xfe\x00\x04\xff\xd9", 6);
const std::string kScan("\xff\xda\x00\x03\x01", 5);
const std::string kExif(
    "\xff\xe1\x00\x0b"
    "Exif\0\0abc",
    13);
// Coded data with an escaped 0xff byte and a restart marker.
const std::string kCoded(
    "ab\xff\x00"
    "c\xff\xd3"
    "de",
    9);

TEST(JpegMarkersTest, TellWhetherTheEndIsReached) {
  const struct {
    const char* name;
    std::string bytes;
    bool complete;
  } cases[] = {
      {"nothing", "", false},
      {"start", kStart, false},
      {"start and end", kStart + kEnd, true},
      {"coded data", kStart + kScan + kCoded + kEnd, true},
      {"coded data without end", kStart + kScan + kCoded, false},
      {"two scans", kStart + kScan + kCoded + kScan + kCoded + kEnd, true},
      {"an end in a comment", kStart + kComment + kScan + kCoded, false},
      {"a comment cut off", kStart + kComment.substr(0, 5), false},
      {"a length cut off", kStart + kComment.substr(0, 3), false},
      {"fill bytes", kStart + "\xff\xff" + kEnd, true},
      {"something after the end", kStart + kEnd + "more", true},
      {"half a marker", kStart + "\xff", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ReadJpegMarkers(c.bytes).complete, c.complete) << c.name;
  }
}

TEST(JpegMarkersTest, FindTheExifData) {
  EXPECT_EQ(ReadJpegMarkers(kStart + kEnd).exif, "");
  const std::string file = kStart + kComment + kExif + kScan + kCoded + kEnd;
  EXPECT_EQ(ReadJpegMarkers(file).exif, "abc");
}

TEST(JpegMarkersTest, TakeALengthOfNothingForTheEnd) {
  const std::string zero("\xff\xd8\xff\xfe\x00\x00\xff\xd9", 8);
  EXPECT_FALSE(ReadJpegMarkers(zero).complete);
}

}  // namespace
}  // namespace feluda
