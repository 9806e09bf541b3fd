#include "lib/media/image/exif_orientation.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "lib/media/image/jpeg_markers.h"

namespace feluda {
namespace {

constexpr int kAsStored = 1;

// Reads numbers of either byte order; returns 0 beyond the end.
class Numbers {
 public:
  Numbers(absl::string_view bytes, bool big_endian)
      : bytes_(bytes), big_endian_(big_endian) {}

  uint32_t At(size_t offset, size_t size) const {
    if (offset > bytes_.size() || size > bytes_.size() - offset) return 0;
    uint32_t value = 0;
    for (size_t i = 0; i < size; ++i) {
      const size_t from_high = big_endian_ ? i : size - 1 - i;
      value = value << 8 | static_cast<uint8_t>(bytes_[offset + from_high]);
    }
    return value;
  }

 private:
  const absl::string_view bytes_;
  const bool big_endian_;
};

int OrientationInTiff(absl::string_view tiff) {
  constexpr uint32_t kTag = 0x0112;
  constexpr uint32_t kShort = 3;
  constexpr size_t kEntrySize = 12;
  const Numbers numbers(tiff, absl::StartsWith(tiff, "MM"));
  const size_t directory = numbers.At(4, 4);
  const size_t entries = numbers.At(directory, 2);
  for (size_t i = 0; i < entries; ++i) {
    const size_t entry = directory + 2 + i * kEntrySize;
    if (numbers.At(entry, 2) != kTag) continue;
    const uint32_t value = numbers.At(entry + 8, 2);
    const bool valid =
        numbers.At(entry + 2, 2) == kShort && value >= 1 && value <= 8;
    return valid ? static_cast<int>(value) : kAsStored;
  }
  return kAsStored;
}

// Where the chunks of PNG and WebP have their parts. A chunk has a name of four
// letters with its size before or after it, the contents, and a few bytes more.
struct ChunkLayout {
  absl::string_view exif_name;
  size_t first_chunk;
  size_t name_offset;
  size_t size_offset;
  bool big_endian;
  // Bytes after the contents; if `even`, one more after an odd size.
  size_t trailer;
  bool even;
};

constexpr ChunkLayout kPng = {"eXIf", 8, 4, 0, true, 4, false};
constexpr ChunkLayout kWebP = {"EXIF", 12, 0, 4, false, 0, true};

absl::string_view FindExif(absl::string_view file, const ChunkLayout& layout) {
  constexpr size_t kHeader = 8;
  const Numbers numbers(file, layout.big_endian);
  size_t chunk = layout.first_chunk;
  while (chunk + kHeader <= file.size()) {
    const size_t size = numbers.At(chunk + layout.size_offset, 4);
    if (file.substr(chunk + layout.name_offset, 4) == layout.exif_name) {
      return file.substr(chunk + kHeader, size);
    }
    chunk += kHeader + size + layout.trailer + (layout.even ? size % 2 : 0);
  }
  return {};
}

absl::string_view ExifOf(absl::string_view file) {
  if (absl::StartsWith(file, "\xff\xd8")) return ReadJpegMarkers(file).exif;
  if (absl::StartsWith(file, "\x89PNG")) return FindExif(file, kPng);
  if (absl::StartsWith(file, "RIFF") && file.substr(8, 4) == "WEBP") {
    absl::string_view exif = FindExif(file, kWebP);
    absl::ConsumePrefix(&exif, absl::string_view("Exif\0\0", 6));
    return exif;
  }
  return {};
}

}  // namespace

int ExifOrientation(absl::string_view file) {
  return OrientationInTiff(ExifOf(file));
}

}  // namespace feluda
