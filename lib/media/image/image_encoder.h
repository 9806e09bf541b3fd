// Images as JPEG and PNG files in memory.
//
//   absl::StatusOr<std::string> file = EncodeJpeg(image, /*quality=*/95);
//
// Quality and subsampling are what Pillow writes by default: the IJG's quality,
// colour at half the resolution (4:2:0), the slow and exact transform. With the
// same version of libjpeg-turbo the files are the same as Pillow's, to the
// byte, where the image has no resolution.
//
// JpegEncoder keeps its memory from one image to the next: fresh pages would
// cost as much as encoding does.
//
// Errors: InvalidArgumentError, naming the member, for an image whose size and
// pixels do not agree, or that the format cannot hold. Threads: any number.
// Peak memory: the file, twice; for PNG the image once more.

#ifndef LIB_MEDIA_IMAGE_IMAGE_ENCODER_H_
#define LIB_MEDIA_IMAGE_IMAGE_ENCODER_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/media/image/image.h"

namespace feluda {

// Threads: one at a time. Memory: the largest file that an image of the size of
// the largest so far can become, as far as it was written.
class JpegEncoder {
 public:
  JpegEncoder();
  ~JpegEncoder();
  JpegEncoder(const JpegEncoder&) = delete;
  JpegEncoder& operator=(const JpegEncoder&) = delete;

  // `quality` is 1 to 100. Valid until the next call.
  absl::StatusOr<absl::string_view> Encode(const Image& image, int quality);

 private:
  absl::Status Reserve(size_t size);

  // TurboJPEG's, and what it frees.
  void* const turbo_;
  unsigned char* bytes_ = nullptr;
  size_t capacity_ = 0;
};

absl::StatusOr<std::string> EncodeJpeg(const Image& image, int quality);

absl::StatusOr<std::string> EncodePng(const Image& image);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_IMAGE_ENCODER_H_
