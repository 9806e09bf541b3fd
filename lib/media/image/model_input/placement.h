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

// The size whose shorter side is `side`, as torchvision's Resize(side) has it:
// the fraction of the longer one is cut off. REQUIRES: all are more than 0.
ImageSize ShorterSideTo(int side, int width, int height);

// The largest size of the image's aspect that fits into a square, as
// TensorFlow's resize(preserve_aspect_ratio=True) has it: rounded, and at least
// 1. REQUIRES: all are more than 0.
ImageSize FitInto(int side, int width, int height);

// The square in the middle. Of an odd rest the smaller half is cut off above
// and on the left, as transformers' CLIPImageProcessor does. REQUIRES: no side
// of the image is shorter.
Image CropCenter(const Image& image, int side);

// The image in the middle of a square of samples of `padding`. Of an odd rest
// the smaller half is above and on the left. REQUIRES: no side of the image is
// longer.
Image PadToSquare(const Image& image, int side, uint8_t padding);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_MODEL_INPUT_PLACEMENT_H_
