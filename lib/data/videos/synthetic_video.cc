#include "lib/data/videos/synthetic_video.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/thread_pool.h"
#include "lib/data/media_directory.h"
#include "lib/data/videos/clock_overlay.h"
#include "lib/data/videos/video_scene.h"
#include "lib/files/pending_file.h"
#include "lib/media/video/libav.h"
#include "lib/media/video/video_writer.h"
#include "lib/media/video/yuv_picture.h"

namespace feluda {
namespace {

constexpr int kMaxNoise = 64;
constexpr int kMaxThreads = 1024;

// The version of the pictures, which is part of the names of kept files: to be
// raised whenever the same options make other pictures.
constexpr int kVersion = 1;

using Packets = std::vector<LibavPtr<AVPacket>>;

absl::Status CheckLength(absl::string_view name, absl::Duration length,
                         absl::Duration most) {
  if (length > absl::ZeroDuration() && length <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      name, ": must be more than 0, at most ", absl::FormatDuration(most),
      ", is ", absl::FormatDuration(length)));
}

absl::Status CheckRange(absl::string_view name, int value, int most) {
  if (value >= 0 && value <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": must be 0 to ", most, ", is ", value));
}

absl::Status CheckRotation(int rotation) {
  if (rotation >= 0 && rotation <= 270 && rotation % 90 == 0) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "rotation: must be 0, 90, 180 or 270 degrees, is ", rotation));
}

int64_t FramesIn(absl::Duration length, int frames_per_second) {
  return std::max<int64_t>(
      1, std::llround(absl::ToDoubleSeconds(length) * frames_per_second));
}

// The scenes of a video. Each can be encoded without the others.
class Scenes {
 public:
  explicit Scenes(const SyntheticVideoOptions& options)
      : options_(options),
        frames_(FramesIn(options.length, options.encoder.frames_per_second)),
        scene_frames_(FramesIn(options.scene_length,
                               options.encoder.frames_per_second)) {}

  int64_t count() const {
    return (frames_ + scene_frames_ - 1) / scene_frames_;
  }

  absl::Status Encode(int64_t scene, Packets& packets) const {
    const EncoderOptions& size = options_.encoder;
    auto encoder = VideoEncoder::Create(size);
    if (!encoder.ok()) return encoder.status();
    const VideoScene pictures({options_.seed, static_cast<uint64_t>(scene),
                               size.width, size.height, options_.noise});
    YuvPicture picture(size.width, size.height);
    const int64_t begin = scene * scene_frames_;
    const int64_t end = std::min(frames_, begin + scene_frames_);
    for (int64_t frame = begin; frame < end; ++frame) {
      pictures.Draw(frame, picture);
      DrawClock(frame, size.frames_per_second, picture);
      absl::Status status = (*encoder)->Add(picture, frame, packets);
      if (!status.ok()) return status;
    }
    return (*encoder)->Finish(packets);
  }

 private:
  const SyntheticVideoOptions& options_;
  const int64_t frames_;
  const int64_t scene_frames_;
};

// Encodes as many scenes at a time as there are threads, so that few are in
// memory.
absl::Status EncodeAll(const Scenes& scenes, int threads, VideoWriter& writer) {
  ThreadPool pool(threads);
  const auto at_a_time = static_cast<size_t>(pool.threads());
  const auto count = static_cast<size_t>(scenes.count());
  for (size_t done = 0; done < count; done += at_a_time) {
    const size_t now = std::min(at_a_time, count - done);
    std::vector<Packets> packets(now);
    std::vector<absl::Status> statuses(now);
    pool.ParallelFor(now, 1, [&](size_t i, size_t) {
      statuses[i] = scenes.Encode(static_cast<int64_t>(done + i), packets[i]);
    });
    for (size_t i = 0; i < now; ++i) {
      if (!statuses[i].ok()) return statuses[i];
      for (const LibavPtr<AVPacket>& packet : packets[i]) {
        if (absl::Status s = writer.Add(*packet); !s.ok()) return s;
      }
    }
  }
  return writer.Finish();
}

absl::Status WriteTo(const std::string& path,
                     const SyntheticVideoOptions& options) {
  // This encoder only tells the writer the format; the scenes have their own.
  auto encoder = VideoEncoder::Create(options.encoder);
  if (!encoder.ok()) return encoder.status();
  auto writer =
      VideoWriter::Create(path, (*encoder)->context(), options.rotation);
  if (!writer.ok()) return writer.status();
  return EncodeAll(Scenes(options), options.threads, **writer);
}

std::string NameOf(const SyntheticVideoOptions& options) {
  const EncoderOptions& encoder = options.encoder;
  std::string name = absl::StrCat(
      CodecName(encoder.codec), "_", encoder.width, "x", encoder.height, "_",
      absl::FormatDuration(options.length), "_", encoder.frames_per_second,
      "fps_quantizer", encoder.quantizer, "_scene",
      absl::FormatDuration(options.scene_length));
  absl::StrAppend(&name, "_noise", options.noise, "_rotation", options.rotation,
                  "_seed", options.seed, "_v", kVersion);
  return name;
}

class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() { close(descriptor_); }

 private:
  const int descriptor_;
};

}  // namespace

absl::Status Validate(const SyntheticVideoOptions& options) {
  absl::Status s = Validate(options.encoder);
  if (s.ok()) s = CheckLength("length", options.length, absl::Hours(24));
  if (s.ok()) {
    s = CheckLength("scene_length", options.scene_length, absl::Minutes(1));
  }
  if (s.ok()) s = CheckRange("noise", options.noise, kMaxNoise);
  if (s.ok()) s = CheckRange("threads", options.threads, kMaxThreads);
  return s.ok() ? CheckRotation(options.rotation) : s;
}

absl::Status WriteSyntheticVideo(const SyntheticVideoOptions& options,
                                 const std::string& path) {
  if (absl::Status s = Validate(options); !s.ok()) return s;
  const auto file = PendingFile::Create(path);
  if (!file.ok()) return file.status();
  absl::Status status = WriteTo((*file)->temporary_path(), options);
  if (status.ok()) return (*file)->Commit();
  return absl::Status(status.code(),
                      absl::StrCat(path, ": ", status.message()));
}

absl::StatusOr<VideoFile> KeepSyntheticVideo(
    const SyntheticVideoOptions& options, const std::string& directory,
    const std::string& ending) {
  const std::string path =
      absl::StrCat(directory, "/", NameOf(options), ending);
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    absl::Status status = WriteSyntheticVideo(options, path);
    if (!status.ok()) return status;
  }
  return VideoFile{path};
}

absl::StatusOr<VideoFile> MakeSyntheticVideo(
    const SyntheticVideoOptions& options, const std::string& ending) {
  absl::StatusOr<MediaDirectory> directory = MediaDirectory::Create();
  if (!directory.ok()) return directory.status();
  const std::string path = directory->PathOf(absl::StrCat("video", ending));
  absl::Status status = WriteSyntheticVideo(options, path);
  if (!status.ok()) return status;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat(path, ": cannot be opened"));
  }
  return VideoFile{absl::StrCat("/proc/self/fd/", file),
                   std::make_shared<const OpenFile>(file)};
}

}  // namespace feluda
