// Converts the pixels of an image to the numbers that a neural network takes.
//
//   std::vector<float> values(3 * 224 * 298);
//   ToPlanes(image, PixelScaling::ImageNet(), absl::MakeSpan(values));
//
// A sample has only 256 values, so the numbers come from a table for each
// channel, computed as torchvision does, to the same last bits. Threads: any
// number. Cost: about a nanosecond a sample.

#ifndef LIB_MEDIA_IMAGE_MODEL_INPUT_PIXEL_VALUES_H_
#define LIB_MEDIA_IMAGE_MODEL_INPUT_PIXEL_VALUES_H_

#include <array>

#include "absl/types/span.h"
#include "lib/media/image/image.h"

namespace feluda {

// A sample x of channel c becomes (x / divisor - mean[c]) / deviation[c].
struct PixelScaling {
  float divisor = 255.0f;
  std::array<float, 3> mean = {0.0f, 0.0f, 0.0f};
  std::array<float, 3> deviation = {1.0f, 1.0f, 1.0f};

  // What torchvision's models were trained with.
  static PixelScaling ImageNet();
  // What OpenAI's CLIP was trained with.
  static PixelScaling Clip();
  // (x - 128) / 128.
  static PixelScaling Centered();
};

// Writes three planes, all red samples first; each plane has the rows from top
// to bottom. A grey image has three equal planes. REQUIRES: the image is valid;
// `values` has 3 for each pixel.
void ToPlanes(const Image& image, const PixelScaling& scaling,
              absl::Span<float> values);

// Writes red, green and blue of each pixel beside one another. REQUIRES: as
// above.
void ToInterleaved(const Image& image, const PixelScaling& scaling,
                   absl::Span<float> values);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_MODEL_INPUT_PIXEL_VALUES_H_
