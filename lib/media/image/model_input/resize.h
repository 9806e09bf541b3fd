// Resizes images to exactly the pixels that Pillow's Image.resize() gives, with
// which images are prepared for most neural networks.
//
//   absl::StatusOr<Image> small =
//       Resize(photo, 298, 224, ResizeFilter::kBilinear);
//
// Each row is resized first, then each column; both passes round to 8 bits.
// resampling_weights.h has the filters. Threads: any number. Peak memory: an
// image of the new width and the old height, and 16 rows of the old one.

#ifndef LIB_MEDIA_IMAGE_MODEL_INPUT_RESIZE_H_
#define LIB_MEDIA_IMAGE_MODEL_INPUT_RESIZE_H_

#include "absl/status/statusor.h"
#include "lib/media/image/image.h"
#include "lib/media/image/model_input/resampling_weights.h"

namespace feluda {

// The longest side of a result, in pixels.
inline constexpr int kMaxResizedSide = 1 << 16;

// Errors: Validate()'s, and InvalidArgumentError for a width or a height that
// is not 1 to kMaxResizedSide.
absl::StatusOr<Image> Resize(const Image& image, int width, int height,
                             ResizeFilter filter);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_MODEL_INPUT_RESIZE_H_
