// Image files and images as Pix, which is Leptonica's image and Tesseract's.
//
//   absl::Status status = ForEachPage(bytes, "scan.tif", {}, [](PixPtr page) {
//     return Read(*page);
//   });
//
// JPEG, PNG, WebP, TIFF, BMP, GIF (its first frame), PNM and JPEG 2000. What a
// file is follows from its contents, never from its name.
//
// Errors begin with the name given: InvalidArgumentError for what is no image
// or a damaged one, UnimplementedError with Leptonica's reason for a kind that
// it does not read (tiled or floating-point TIFF, animated WebP),
// ResourceExhaustedError for one above the limits, which is found before memory
// is taken. A file that ends early is damaged; one that has
// errors within is decoded as far as its format's library does.
//
// Threads: any number. Leptonica's own messages are turned off. Peak memory:
// 4 bytes a pixel, and as many again where something is converted.

#ifndef LIB_MEDIA_IMAGE_PIX_H_
#define LIB_MEDIA_IMAGE_PIX_H_

#include <cstdint>
#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/media/image/image.h"

struct Pix;

namespace feluda {

struct FreePix {
  void operator()(Pix* pix) const;
};

using PixPtr = std::unique_ptr<Pix, FreePix>;

struct ImageLimits {
  // A newspaper's page at 600 dots per inch has 100 million.
  int64_t max_pixels = 200'000'000;
  int64_t max_file_bytes = int64_t{1} << 30;
};

// Calls `take` with each page of a TIFF, and with the one image of any other
// file, in order, until one fails.
absl::Status ForEachPage(
    absl::string_view bytes, absl::string_view name, const ImageLimits& limits,
    absl::FunctionRef<absl::Status(PixPtr page, int index)> take);

// The image, or a TIFF's first page.
absl::StatusOr<PixPtr> DecodePix(absl::string_view bytes,
                                 absl::string_view name,
                                 const ImageLimits& limits);

// Errors: Validate()'s.
absl::StatusOr<PixPtr> ToPix(const Image& image);

// Grey or RGB in 8 bits: palettes looked up, 16 bits without the lower 8, alpha
// laid over white (but a GIF's is ignored). ResourceExhaustedError for null,
// which Leptonica gives where memory is short.
absl::StatusOr<Image> ToImage(PixPtr pix);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_PIX_H_
