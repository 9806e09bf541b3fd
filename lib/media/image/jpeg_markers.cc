#include "lib/media/image/jpeg_markers.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace feluda {
namespace {

constexpr char kMarkerPrefix = '\xff';
constexpr uint8_t kTemporary = 0x01;
constexpr uint8_t kFirstRestart = 0xd0;
constexpr uint8_t kStartOfImage = 0xd8;
constexpr uint8_t kEndOfImage = 0xd9;
constexpr uint8_t kApplication1 = 0xe1;

// Coded data contain 0xff followed by 0 (an escaped byte) and restart markers.
// Neither ends the data.
bool IsInCodedData(uint8_t marker) {
  return marker == 0 || (marker >= kFirstRestart && marker < kStartOfImage);
}

// Skips to after the next marker and returns its code; 0 at the end.
uint8_t TakeMarker(absl::string_view& bytes) {
  while (true) {
    const size_t prefix = bytes.find(kMarkerPrefix);
    if (prefix == absl::string_view::npos) return 0;
    const size_t code = bytes.find_first_not_of(kMarkerPrefix, prefix);
    if (code == absl::string_view::npos) return 0;
    const uint8_t marker = static_cast<uint8_t>(bytes[code]);
    bytes.remove_prefix(code + 1);
    if (!IsInCodedData(marker)) return marker;
  }
}

bool HasSegment(uint8_t marker) {
  return marker != kTemporary && marker != kStartOfImage;
}

// Takes a segment off `bytes` and gives its contents, without the length.
// Returns false if the file ends before the segment does.
bool TakeSegment(absl::string_view& bytes, absl::string_view& segment) {
  if (bytes.size() < 2) return false;
  const size_t size =
      static_cast<uint8_t>(bytes[0]) << 8 | static_cast<uint8_t>(bytes[1]);
  if (size < 2 || size > bytes.size()) return false;
  segment = bytes.substr(2, size - 2);
  bytes.remove_prefix(size);
  return true;
}

}  // namespace

JpegMarkers ReadJpegMarkers(absl::string_view bytes) {
  constexpr absl::string_view kExif("Exif\0\0", 6);
  JpegMarkers markers;
  while (const uint8_t marker = TakeMarker(bytes)) {
    if (marker == kEndOfImage) {
      markers.complete = true;
      return markers;
    }
    if (!HasSegment(marker)) continue;
    absl::string_view segment;
    if (!TakeSegment(bytes, segment)) return markers;
    if (marker == kApplication1 && markers.exif.empty() &&
        absl::ConsumePrefix(&segment, kExif)) {
      markers.exif = segment;
    }
  }
  return markers;
}

}  // namespace feluda
