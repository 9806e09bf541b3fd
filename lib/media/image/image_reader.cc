#include "lib/media/image/image_reader.h"

#include <new>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "leptonica/allheaders.h"
#include "lib/files/file_bytes.h"
#include "lib/media/image/exif_orientation.h"

namespace feluda {
namespace {

// How to turn an image: clockwise by quarters first, then mirrored.
struct Turn {
  int quarters;
  bool left_to_right;
  bool top_to_bottom;
};

// Indexed by Exif's number.
constexpr Turn kTurns[] = {
    {0, false, false}, {0, false, false}, {0, true, false},
    {2, false, false}, {0, false, true},  {1, true, false},
    {1, false, false}, {1, false, true},  {3, false, false},
};

PixPtr Upright(PixPtr pix, int orientation) {
  const Turn& turn = kTurns[orientation];
  if (turn.quarters != 0) pix.reset(pixRotateOrth(pix.get(), turn.quarters));
  if (pix != nullptr && turn.left_to_right) {
    pixFlipLR(pix.get(), pix.get());
  }
  if (pix != nullptr && turn.top_to_bottom) {
    pixFlipTB(pix.get(), pix.get());
  }
  return pix;
}

void MakeRgb(Image& image) {
  std::vector<uint8_t> pixels(image.pixels.size() * 3);
  for (size_t i = 0; i < pixels.size(); ++i) pixels[i] = image.pixels[i / 3];
  image.pixels = std::move(pixels);
  image.channels = 3;
}

}  // namespace

absl::StatusOr<Image> DecodeImage(absl::string_view bytes,
                                  absl::string_view name,
                                  const ImageReading& reading) {
  if (reading.channels != 0 && reading.channels != 3) {
    return absl::InvalidArgumentError(
        absl::StrCat("channels: must be 0 or 3, is ", reading.channels));
  }
  absl::StatusOr<PixPtr> pix = DecodePix(bytes, name, reading.limits);
  if (!pix.ok()) return pix.status();
  try {
    absl::StatusOr<Image> image =
        ToImage(Upright(*std::move(pix), ExifOrientation(bytes)));
    if (image.ok() && image->channels < reading.channels) MakeRgb(*image);
    return image;
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(
        absl::StrCat(name, ": memory does not suffice for its pixels"));
  }
}

absl::StatusOr<Image> ReadImage(const std::string& path,
                                const ImageReading& reading) {
  const absl::StatusOr<std::string> bytes =
      ReadFileBytes(path, reading.limits.max_file_bytes);
  if (!bytes.ok()) return bytes.status();
  return DecodeImage(*bytes, path, reading);
}

}  // namespace feluda
