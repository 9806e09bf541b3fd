// Decodes image files into Pix, the image type of Leptonica and Tesseract, and
// converts between Pix and Image.
//
//   absl::Status status = ForEachPage(bytes, "scan.tif", {}, [](PixPtr page) {
//     return Read(*page);
//   });
//
// JPEG, PNG, WebP, TIFF, BMP, GIF (its first frame), PNM and JPEG 2000 are
// read. The format is recognised by the contents, never by the name.
//
// Errors begin with the name given: InvalidArgumentError for what is no image
// or a damaged one, UnimplementedError with Leptonica's reason for a kind that
// it does not read (tiled or floating-point TIFF, animated WebP),
// ResourceExhaustedError for one above the limits, which are checked before
// memory is taken. A file that ends early is damaged. A file with errors inside
// is decoded as far as its format's library goes.
//
// Threads: any number. Leptonica's messages are not printed. Peak memory: 4
// bytes a pixel, and another 4 if the image is converted.

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
  // A newspaper's page at 600 dots per inch has 100 million pixels.
  int64_t max_pixels = 200'000'000;
  int64_t max_file_bytes = int64_t{1} << 30;
};

// Calls `take` with each page of a TIFF in order, or with the one image of any
// other file, until a call fails. Returns the first error.
absl::Status ForEachPage(
    absl::string_view bytes, absl::string_view name, const ImageLimits& limits,
    absl::FunctionRef<absl::Status(PixPtr page, int index)> take);

// Decodes the image, or a TIFF's first page.
absl::StatusOr<PixPtr> DecodePix(absl::string_view bytes,
                                 absl::string_view name,
                                 const ImageLimits& limits);

// Converts an image. Errors are Validate()'s.
absl::StatusOr<PixPtr> ToPix(const Image& image);

// Converts to grey or RGB of 8 bits: looks palettes up, drops the lower 8 of 16
// bits, and lays transparent pixels over white (a GIF's transparency is
// ignored). ResourceExhaustedError for null, which Leptonica returns when
// memory is short.
absl::StatusOr<Image> ToImage(PixPtr pix);

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_PIX_H_
