// Reads image files as upright images of 8 bits a sample, grey or RGB.
//
//   absl::StatusOr<Image> image = ReadImage("photo.jpg");
//
// Formats, errors and memory are those of pix.h; an error begins with the
// file's path. Exif's orientation is applied, transparent pixels are laid over
// white, palettes are looked up, 16 bits are cut to the upper 8, and CMYK
// becomes RGB.

#ifndef LIB_MEDIA_IMAGE_IMAGE_READER_H_
#define LIB_MEDIA_IMAGE_IMAGE_READER_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/media/image/image.h"
#include "lib/media/image/pix.h"

namespace feluda {

struct ImageReading {
  ImageLimits limits;
  // 3 makes grey images RGB; 0 keeps the file's own 1 or 3 channels.
  int channels = 0;
};

absl::StatusOr<Image> ReadImage(const std::string& path,
                                const ImageReading& reading = {});

// Reads an image file from memory; errors begin with `name`.
absl::StatusOr<Image> DecodeImage(absl::string_view bytes,
                                  absl::string_view name,
                                  const ImageReading& reading = {});

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_IMAGE_READER_H_
