// The sizes to which images are resized for a neural network, and how they are
// cut or padded afterwards.
//
//   const ImageSize size = ShorterSideTo(224, photo.width, photo.height);
//   auto resized = Resize(photo, size.width, size.height,
//                         ResizeFilter::kBicubic);
//   if (!resized.ok()) return resized.status();
//   const Image cropped = CropCenter(*resized, 224);
//
// Threads: any number.

#ifndef LIB_MEDIA_IMAGE_MODEL_INPUT_PLACEMENT_H_
#define LIB_MEDIA_IMAGE_MODEL_INPUT_PLACEMENT_H_

#include <cstdint>

#include "lib/media/image/image.h"

namespace feluda {

// Returns the size whose shorter side is `side`, as torchvision's Resize(side)
// does: the longer side is rounded down. REQUIRES: all are more than 0.
ImageSize ShorterSideTo(int side, int width, int height);

// Returns the largest size of the image's aspect that fits into a square, as
// TensorFlow's resize(preserve_aspect_ratio=True) does: both sides are rounded,
// and at least 1. REQUIRES: all are more than 0.
ImageSize FitInto(int side, int width, int height);

// Returns the square in the middle. Where an odd number of pixels is cut off,
// one less goes above and on the left than below and on the right, as in
// transformers' CLIPImageProcessor. REQUIRES: no side of the image is shorter.
Image CropCenter(const Image& image, int side);

// Returns the image in the middle of a square of samples of `padding`. Where an
// odd number is padded, one less stands above and on the left than below and on
// the right. REQUIRES: no side of the image is longer.
Image PadToSquare(const Image& image, int side, uint8_t padding);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_MODEL_INPUT_PLACEMENT_H_
