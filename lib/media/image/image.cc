#include "lib/media/image/image.h"

#include "absl/strings/str_cat.h"

namespace feluda {

absl::Status Validate(const Image& image) {
  if (image.width < 1 || image.height < 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("image: must have at least one pixel, is ", image.width,
                     " x ", image.height));
  }
  if (image.channels != 1 && image.channels != 3) {
    return absl::InvalidArgumentError(
        absl::StrCat("channels: must be 1 (grey) or 3 (red, green, blue), is ",
                     image.channels));
  }
  const size_t bytes = image.Stride() * image.height;
  if (image.pixels.size() == bytes) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "pixels: ", image.width, " x ", image.height, " of ", image.channels,
      " channels are ", bytes, " bytes, there are ", image.pixels.size()));
}

}  // namespace feluda
