#include "lib/media/image/image_encoder.h"

#include <cstdlib>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "leptonica/allheaders.h"
#include "lib/base/huge_pages.h"
#include "lib/media/image/pix.h"
#include "turbojpeg.h"

namespace feluda {
namespace {

// libjpeg's limit for a JPEG's width and height, which are 16-bit numbers.
constexpr int kMaxJpegPixels = 65500;

struct Free {
  void operator()(void* bytes) const { std::free(bytes); }
};

absl::Status CheckJpeg(const Image& image, int quality) {
  if (absl::Status s = Validate(image); !s.ok()) return s;
  if (quality < 1 || quality > 100) {
    return absl::InvalidArgumentError(
        absl::StrCat("quality: must be 1 to 100, is ", quality));
  }
  if (image.width <= kMaxJpegPixels && image.height <= kMaxJpegPixels) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("image: a JPEG's sides are at most ", kMaxJpegPixels,
                   " pixels, is ", image.width, " x ", image.height));
}

// libjpeg begins each file with the JFIF marker, which holds the resolution at
// a fixed place and which TurboJPEG offers no way to set.
void SetResolution(int dots_per_inch, unsigned char* jpeg) {
  constexpr size_t kUnit = 13;
  constexpr unsigned char kDotsPerInch = 1;
  jpeg[kUnit] = kDotsPerInch;
  for (size_t axis = kUnit + 1; axis < kUnit + 5; axis += 2) {
    jpeg[axis] = static_cast<unsigned char>(dots_per_inch >> 8);
    jpeg[axis + 1] = static_cast<unsigned char>(dots_per_inch & 0xff);
  }
}

}  // namespace

JpegEncoder::JpegEncoder() : turbo_(tjInitCompress()) {}

JpegEncoder::~JpegEncoder() {
  tjFree(bytes_);
  if (turbo_ != nullptr) tjDestroy(turbo_);
}

absl::Status JpegEncoder::Reserve(size_t size) {
  if (size <= capacity_) return absl::OkStatus();
  tjFree(bytes_);
  bytes_ = tjAlloc(static_cast<int>(size));
  capacity_ = bytes_ == nullptr ? 0 : size;
  PreferHugePages(bytes_, capacity_);
  if (bytes_ != nullptr) return absl::OkStatus();
  return absl::ResourceExhaustedError("no memory for a JPEG");
}

absl::StatusOr<absl::string_view> JpegEncoder::Encode(const Image& image,
                                                      int quality) {
  if (absl::Status s = CheckJpeg(image, quality); !s.ok()) return s;
  if (turbo_ == nullptr) {
    return absl::InternalError(
        absl::StrCat("cannot encode JPEGs: ", tjGetErrorStr2(nullptr)));
  }
  const bool grey = image.channels == 1;
  const int sampling = grey ? TJSAMP_GRAY : TJSAMP_420;
  unsigned long size =  // NOLINT: TurboJPEG's type
      tjBufSize(image.width, image.height, sampling);
  if (absl::Status s = Reserve(size); !s.ok()) return s;
  const int failed =
      tjCompress2(turbo_, image.pixels.data(), image.width, /*pitch=*/0,
                  image.height, grey ? TJPF_GRAY : TJPF_RGB, &bytes_, &size,
                  sampling, quality, TJFLAG_ACCURATEDCT | TJFLAG_NOREALLOC);
  if (failed != 0) {
    return absl::InternalError(
        absl::StrCat("cannot encode a JPEG: ", tjGetErrorStr2(turbo_)));
  }
  if (image.dots_per_inch > 0) SetResolution(image.dots_per_inch, bytes_);
  return absl::string_view(reinterpret_cast<const char*>(bytes_), size);
}

absl::StatusOr<std::string> EncodeJpeg(const Image& image, int quality) {
  JpegEncoder encoder;
  const absl::StatusOr<absl::string_view> jpeg = encoder.Encode(image, quality);
  if (!jpeg.ok()) return jpeg.status();
  return std::string(*jpeg);
}

absl::StatusOr<std::string> EncodePng(const Image& image) {
  const absl::StatusOr<PixPtr> pix = ToPix(image);
  if (!pix.ok()) return pix.status();
  unsigned char* bytes = nullptr;
  size_t size = 0;
  const int failed = pixWriteMemPng(&bytes, &size, pix->get(), /*gamma=*/0.0f);
  const std::unique_ptr<unsigned char, Free> owner(bytes);
  if (failed != 0) return absl::InternalError("cannot encode a PNG");
  return std::string(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace feluda
