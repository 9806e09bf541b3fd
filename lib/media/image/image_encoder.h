// Images as JPEG and PNG files in memory.
//
//   absl::StatusOr<std::string> file = EncodeJpeg(image, /*quality=*/95);
//
// JPEG files are encoded as Pillow does by default: the IJG's scale of quality,
// colour at half the resolution (4:2:0), and the slow, exact transform. If the
// image has no resolution and libjpeg-turbo is of the same version, the files
// equal Pillow's byte for byte.
//
// JpegEncoder keeps its buffer from one image to the next. Memory fresh from
// the system would cost as much time as encoding does.
//
// Errors: InvalidArgumentError, naming the member, for an image whose size does
// not match its pixels or that the format cannot hold. Threads: any number.
// Peak memory: twice the file's size; for PNG also the image's size.

#ifndef LIB_MEDIA_IMAGE_IMAGE_ENCODER_H_
#define LIB_MEDIA_IMAGE_IMAGE_ENCODER_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/media/image/image.h"

namespace feluda {

// Threads: one at a time. Memory: the buffer has the size of the largest file
// that the largest image so far can become, and its pages take memory once they
// are written.
class JpegEncoder {
 public:
  JpegEncoder();
  ~JpegEncoder();
  JpegEncoder(const JpegEncoder&) = delete;
  JpegEncoder& operator=(const JpegEncoder&) = delete;

  // `quality` is 1 to 100. The returned file is valid until the next call.
  absl::StatusOr<absl::string_view> Encode(const Image& image, int quality);

 private:
  absl::Status Reserve(size_t size);

  // TurboJPEG's handle and the buffer, which TurboJPEG allocates and frees.
  void* const turbo_;
  unsigned char* bytes_ = nullptr;
  size_t capacity_ = 0;
};

absl::StatusOr<std::string> EncodeJpeg(const Image& image, int quality);

absl::StatusOr<std::string> EncodePng(const Image& image);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_IMAGE_ENCODER_H_
