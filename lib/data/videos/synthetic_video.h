// Made-up videos: scenes of moving shapes with cuts between them, noise and a
// clock, encoded into a file.
//
//   SyntheticVideoOptions options;
//   options.length = absl::Minutes(5);
//   options.encoder.codec = VideoCodec::kMjpeg;
//   absl::Status status = WriteSyntheticVideo(options, "cuts.avi");
//
// The same options give the same pictures everywhere, and with the same version
// of libav and x264 the same file, for any number of threads: each scene is
// encoded by itself, from a key frame on.
//
// Errors: InvalidArgumentError that names the member and the remedy, and those
// of the file, which name it; it appears whole or not at all, in place of one
// that is there. Threads: any number may call. Peak memory: the packets of a
// scene and some 40 pictures for each thread, and 100 bytes a frame.

#ifndef LIB_DATA_VIDEOS_SYNTHETIC_VIDEO_H_
#define LIB_DATA_VIDEOS_SYNTHETIC_VIDEO_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/media/video/video_encoder.h"
#include "lib/media/video/video_file.h"

namespace feluda {

struct SyntheticVideoOptions {
  EncoderOptions encoder;
  // Rounded to frames, of which there is at least one; at most a day.
  absl::Duration length = absl::Seconds(5);
  // Between two cuts, at least one frame; at most a minute.
  absl::Duration scene_length = absl::Seconds(4);
  // The most by which noise changes a luma sample, 0 to 64. More makes larger
  // files that take longer to decode.
  int noise = 4;
  // Degrees clockwise that players turn the video by: 0, 90, 180 or 270.
  int rotation = 0;
  uint64_t seed = 42;
  // 0 takes all CPUs.
  int threads = 0;
};

absl::Status Validate(const SyntheticVideoOptions& options);

// The ending of `path` tells the container: .mp4, .avi, .mkv ...
absl::Status WriteSyntheticVideo(const SyntheticVideoOptions& options,
                                 const std::string& path);

// A video in a directory where it stays: `path` is that of a file whose name
// tells all options but the threads, so one that is there is taken as it is.
absl::StatusOr<VideoFile> KeepSyntheticVideo(
    const SyntheticVideoOptions& options, const std::string& directory,
    const std::string& ending = ".mp4");

// A video in a file without a name, an .mp4 if `ending` is that: it goes away
// with the last copy of what is returned, or with the process, however that
// ends. The path is of this process and those that it forks.
absl::StatusOr<VideoFile> MakeSyntheticVideo(
    const SyntheticVideoOptions& options, const std::string& ending = ".mp4");

}  // namespace feluda

#endif  // LIB_DATA_VIDEOS_SYNTHETIC_VIDEO_H_
