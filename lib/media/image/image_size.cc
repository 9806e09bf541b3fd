#include "lib/media/image/image_size.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "leptonica/allheaders.h"
#include "lib/media/image/leptonica_errors.h"

namespace feluda {

absl::StatusOr<ImageSize> ReadImageSize(const std::string& path) {
  const LeptonicaErrors errors;
  ImageSize size;
  l_int32 format, bits_per_sample, samples_per_pixel, has_palette;
  if (pixReadHeader(path.c_str(), &format, &size.width, &size.height,
                    &bits_per_sample, &samples_per_pixel, &has_palette) != 0) {
    return errors.ToStatus(path);
  }
  if (size.width <= 0 || size.height <= 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": an image of ", size.width, "x", size.height));
  }
  return size;
}

}  // namespace feluda
