// The input of operators on images: a file, or an image in memory.

#ifndef LIB_MEDIA_IMAGE_IMAGE_INPUT_H_
#define LIB_MEDIA_IMAGE_IMAGE_INPUT_H_

#include <string>
#include <variant>

#include "lib/media/image/image.h"

namespace feluda {

struct ImageFile {
  std::string path;
};

using ImageInput = std::variant<ImageFile, Image>;

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_IMAGE_INPUT_H_
