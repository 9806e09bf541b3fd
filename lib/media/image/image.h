// An image of 8 bit samples in memory: what decoders give and encoders take.
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

  // In pixels.
  int width = 0;
  int height = 0;
  // 1 is grey, from black; 3 is red, green, blue.
  int channels = 0;
  // Of the print that was scanned; 0 where that is not known.
  int dots_per_inch = 0;
  // Rows from the top, pixels from the left, nothing between them.
  std::vector<uint8_t> pixels;
};

// InvalidArgumentError, naming the member and what it is, unless there is at
// least one pixel, 1 or 3 channels, and as many bytes as these ask for.
absl::Status Validate(const Image& image);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_IMAGE_H_
