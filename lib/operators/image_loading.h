// Loads the image that an operator with a neural network was given.
//
//   absl::StatusOr<Image> image = LoadImage(input, config.limits);
//
// Threads: any number.

#ifndef LIB_OPERATORS_IMAGE_LOADING_H_
#define LIB_OPERATORS_IMAGE_LOADING_H_

#include <string>

#include "absl/status/statusor.h"
#include "lib/media/image/image.h"
#include "lib/media/image/image_input.h"
#include "lib/media/image/pix.h"

namespace feluda {

// Returns the name of an input in errors: its path, or "image".
std::string NameOf(const ImageInput& input);

// Reads a file as RGB, and returns an image in memory as it is, grey or RGB.
// Errors are those of image_reader.h, which name the file, and of Validate().
absl::StatusOr<Image> LoadImage(const ImageInput& input,
                                const ImageLimits& limits);

}  // namespace feluda

#endif  // LIB_OPERATORS_IMAGE_LOADING_H_
