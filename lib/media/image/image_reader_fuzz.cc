// Fuzzes the decoding of images: any bytes give either an image within the
// limits or an error that names the file.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "lib/media/image/image.h"
#include "lib/media/image/image_reader.h"
#include "lib/media/image/pix.h"

namespace feluda {
namespace {

constexpr char kName[] = "a file";

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

void RequireName(const absl::Status& status) {
  Require(status.ok() || absl::StartsWith(status.message(), kName),
          "an error names the file");
}

void CheckDecoding(absl::string_view bytes) {
  ImageReading reading;
  reading.limits.max_pixels = 1'000'000;
  const absl::StatusOr<Image> image = DecodeImage(bytes, kName, reading);
  RequireName(image.status());
  if (!image.ok()) return;
  Require(Validate(*image).ok(), "what is decoded is an image");
  Require(int64_t{image->width} * image->height <= 1'000'000,
          "it is within the limits");
}

void CheckPages(absl::string_view bytes) {
  constexpr int kMaxPages = 10;
  ImageLimits limits;
  limits.max_pixels = 100'000;
  const auto take = [](PixPtr page, int index) {
    Require(page != nullptr, "there is a page");
    return index < kMaxPages ? absl::OkStatus() : absl::CancelledError(kName);
  };
  RequireName(ForEachPage(bytes, kName, limits, take));
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  feluda::CheckDecoding(bytes);
  feluda::CheckPages(bytes);
  return 0;
}
