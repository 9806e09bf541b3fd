#include "lib/operators/image_loading.h"

#include <variant>

#include "absl/status/status.h"
#include "lib/media/image/image_reader.h"

namespace feluda {

std::string NameOf(const ImageInput& input) {
  const ImageFile* const file = std::get_if<ImageFile>(&input);
  return file != nullptr ? file->path : "image";
}

absl::StatusOr<Image> LoadImage(const ImageInput& input,
                                const ImageLimits& limits) {
  if (const ImageFile* const file = std::get_if<ImageFile>(&input)) {
    ImageReading reading;
    reading.limits = limits;
    reading.channels = 3;
    return ReadImage(file->path, reading);
  }
  const Image& image = std::get<Image>(input);
  if (absl::Status s = Validate(image); !s.ok()) return s;
  return image;
}

}  // namespace feluda
