// Images as JPEG and PNG files in memory.
//
//   absl::StatusOr<std::string> file = EncodeJpeg(image, /*quality=*/95);
//
// Quality and subsampling are what Pillow writes by default: the IJG's quality,
// colour at half the resolution (4:2:0), the slow and exact transform. With the
// same version of libjpeg-turbo the files are the same as Pillow's, to the
// byte, where the image has no resolution.
//
// Errors: InvalidArgumentError, naming the member, for an image whose size and
// pixels do not agree, or that the format cannot hold. Threads: any number.
// Peak memory: the file, twice; for PNG the image once more.

#ifndef LIB_MEDIA_IMAGE_ENCODER_H_
#define LIB_MEDIA_IMAGE_ENCODER_H_

#include <string>

#include "absl/status/statusor.h"
#include "lib/media/image.h"

namespace feluda {

// `quality` is 1 to 100.
absl::StatusOr<std::string> EncodeJpeg(const Image& image, int quality);

absl::StatusOr<std::string> EncodePng(const Image& image);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_ENCODER_H_
