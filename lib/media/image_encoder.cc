#include "lib/media/image_encoder.h"

#include <cstdlib>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "leptonica/allheaders.h"
#include "lib/media/pix.h"
#include "turbojpeg.h"

namespace feluda {
namespace {

// Sides of a JPEG are 16 bit numbers.
constexpr int kMostJpegPixels = 65500;

struct CloseTurboJpeg {
  void operator()(void* handle) const { tjDestroy(handle); }
};

struct FreeTurboJpeg {
  void operator()(unsigned char* bytes) const { tjFree(bytes); }
};

struct Free {
  void operator()(void* bytes) const { std::free(bytes); }
};

absl::Status CheckJpeg(const Image& image, int quality) {
  if (absl::Status s = Validate(image); !s.ok()) return s;
  if (quality < 1 || quality > 100) {
    return absl::InvalidArgumentError(
        absl::StrCat("quality: must be 1 to 100, is ", quality));
  }
  if (image.width <= kMostJpegPixels && image.height <= kMostJpegPixels) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("image: a JPEG's sides are at most ", kMostJpegPixels,
                   " pixels, is ", image.width, " x ", image.height));
}

// libjpeg begins each file with the JFIF marker, which holds the resolution at
// a fixed place and which TurboJPEG offers no way to set.
void SetResolution(int dots_per_inch, std::string& jpeg) {
  constexpr size_t kUnit = 13;
  constexpr char kDotsPerInch = 1;
  jpeg[kUnit] = kDotsPerInch;
  for (size_t axis = kUnit + 1; axis < kUnit + 5; axis += 2) {
    jpeg[axis] = static_cast<char>(dots_per_inch >> 8);
    jpeg[axis + 1] = static_cast<char>(dots_per_inch & 0xff);
  }
}

}  // namespace

absl::StatusOr<std::string> EncodeJpeg(const Image& image, int quality) {
  if (absl::Status s = CheckJpeg(image, quality); !s.ok()) return s;
  const std::unique_ptr<void, CloseTurboJpeg> turbo(tjInitCompress());
  unsigned char* bytes = nullptr;
  unsigned long size = 0;  // NOLINT: TurboJPEG's type
  const bool grey = image.channels == 1;
  const int failed =
      tjCompress2(turbo.get(), image.pixels.data(), image.width, /*pitch=*/0,
                  image.height, grey ? TJPF_GRAY : TJPF_RGB, &bytes, &size,
                  grey ? TJSAMP_GRAY : TJSAMP_420, quality, TJFLAG_ACCURATEDCT);
  const std::unique_ptr<unsigned char, FreeTurboJpeg> owner(bytes);
  if (failed != 0) {
    return absl::InternalError(
        absl::StrCat("cannot encode a JPEG: ", tjGetErrorStr2(turbo.get())));
  }
  std::string jpeg(reinterpret_cast<const char*>(bytes), size);
  if (image.dots_per_inch > 0) SetResolution(image.dots_per_inch, jpeg);
  return jpeg;
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
