// Fuzzes VideoReader: any file gives either pictures of the requested size or
// an error that names the file.

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/media/video/video_reader.h"

namespace feluda {
namespace {

constexpr int kWidth = 24;
constexpr int kHeight = 16;
// A file of some bytes may hold the same picture millions of times.
constexpr int kMaxPictures = 200;

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

void RequireNamed(const absl::Status& status, const std::string& path) {
  Require(absl::StartsWith(status.message(), path), "an error names the file");
}

void Read(const std::string& path, const VideoOptions& options) {
  auto reader = VideoReader::Open(path, options);
  if (!reader.ok()) return RequireNamed(reader.status(), path);
  VideoPicture picture;
  for (int i = 0; i < kMaxPictures; ++i) {
    const absl::StatusOr<bool> more = (*reader)->Next(picture);
    if (!more.ok()) return RequireNamed(more.status(), path);
    if (!*more) return Require(i > 0, "a video has pictures");
    Require(picture.pixels.size() ==
                size_t{kWidth} * kHeight * Channels(options.shape.format),
            "pictures have the size that was asked for");
  }
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const int file = memfd_create("video", MFD_CLOEXEC);
  feluda::Require(file >= 0, "there is memory for a file");
  feluda::Require(write(file, data, size) == static_cast<ssize_t>(size),
                  "it is written");
  const std::string path = absl::StrCat("/proc/self/fd/", file);
  feluda::VideoOptions options;
  options.frames_per_second = 15;
  options.shape = {feluda::kWidth, feluda::kHeight, feluda::PixelFormat::kRgb};
  options.decoder.max_damage = 1.0;
  options.decoder.time_limit = absl::Seconds(10);
  feluda::Read(path, options);
  options.frames_per_second = 0;
  options.shape.format = feluda::PixelFormat::kLuma;
  options.decoder.key_frames_only = true;
  feluda::Read(path, options);
  close(file);
  return 0;
}
