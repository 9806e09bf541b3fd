// An image of 8-bit samples in memory. Decoders return it, encoders take it.
//
//   Image image;
//   image.width = 640;
//   image.height = 480;
//   image.channels = 3;
//   image.pixels.resize(640 * 480 * 3);
//   absl::Status status = Validate(image);

#ifndef LIB_MEDIA_IMAGE_IMAGE_H_
#define LIB_MEDIA_IMAGE_IMAGE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"

namespace feluda {

struct Image {
  // Bytes from one row to the next.
  size_t Stride() const { return static_cast<size_t>(width) * channels; }

  // Both are in pixels.
  int width = 0;
  int height = 0;
  // 1 for grey, where 0 is black; 3 for red, green, blue.
  int channels = 0;
  // The resolution at which a print was scanned; 0 if unknown.
  int dots_per_inch = 0;
  // Rows from top to bottom, pixels from left to right, without padding.
  std::vector<uint8_t> pixels;
};

// The size of an image, in pixels.
struct ImageSize {
  int width = 0;
  int height = 0;
};

// Checks that there is at least one pixel, that there are 1 or 3 channels, and
// that `pixels` has the size that follows from these. Returns an
// InvalidArgumentError that names the wrong member and its value.
absl::Status Validate(const Image& image);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_IMAGE_H_
