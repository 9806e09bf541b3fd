// The width and height of an image file, from its header alone.

#ifndef LIB_MEDIA_IMAGE_IMAGE_SIZE_H_
#define LIB_MEDIA_IMAGE_IMAGE_SIZE_H_

#include <string>

#include "absl/status/statusor.h"
#include "lib/media/image/image.h"

namespace feluda {

// The size of the image, or of a TIFF's first page, as the file stores it:
// Exif's orientation is not applied. Errors begin with the path.
// Threads: any number. Decodes nothing.
absl::StatusOr<ImageSize> ReadImageSize(const std::string& path);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_IMAGE_SIZE_H_
