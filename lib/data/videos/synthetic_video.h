// Generates videos: scenes of moving shapes with cuts between them, noise and a
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
// Files appear whole or not at all and replace those that are there. Errors:
// InvalidArgumentError, which names the member and the remedy; errors of files
// name the file. Threads: any number may call. Peak memory: the packets of a
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
  // At most a day. It is rounded to whole frames, at least one.
  absl::Duration length = absl::Seconds(5);
  // The time between two cuts: at most a minute, and at least one frame.
  absl::Duration scene_length = absl::Seconds(4);
  // The largest change of a luma sample by noise, 0 to 64. More noise makes
  // larger files that take longer to decode.
  int noise = 4;
  // Degrees clockwise that players turn the video by: 0, 90, 180 or 270.
  int rotation = 0;
  uint64_t seed = 42;
  // 0 takes all CPUs.
  int threads = 0;
};

absl::Status Validate(const SyntheticVideoOptions& options);

// Writes a video. The ending of `path` selects the container: .mp4, .avi, .mkv
// ...
absl::Status WriteSyntheticVideo(const SyntheticVideoOptions& options,
                                 const std::string& path);

// Writes a video that stays in `directory`. The file's name contains all
// options but the threads; a file of that name is used again as it is.
absl::StatusOr<VideoFile> KeepSyntheticVideo(
    const SyntheticVideoOptions& options, const std::string& directory,
    const std::string& ending = ".mp4");

// Writes a video into a file without a name, in the container that `ending`
// selects. The file is freed with the last copy of the result, or when the
// process ends, however it ends. The path is valid in this process and in its
// forks.
absl::StatusOr<VideoFile> MakeSyntheticVideo(
    const SyntheticVideoOptions& options, const std::string& ending = ".mp4");

}  // namespace feluda

#endif  // LIB_DATA_VIDEOS_SYNTHETIC_VIDEO_H_
