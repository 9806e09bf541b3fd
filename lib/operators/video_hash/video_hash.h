// Feluda's operator video_hash: hashes a video by what it looks like, with
// TMK+PDQF, so that copies of it are found even if they were scaled, compressed
// or cut.
//
//   auto hashing = VideoHash::Create(VideoHash::Config());
//   if (!hashing.ok()) return hashing.status();
//   absl::StatusOr<HashedVideo> hashed = (*hashing)->Run({"cuts.mp4"});
//   if (hashed.ok()) Show(hashed->base64);
//
// The video is decoded once; 15 times a second a frame of it is scaled to 64 x
// 64 pixels, turned into a feature (pdqf.h) and added to the hash
// (tmk_accumulator.h). Frames, times and pixels are the ones that the `ffmpeg`
// program makes for the reference, Facebook's tmk-hash-video, so hashes equal
// the reference's but for rounding. tmk_similarity.h compares hashes,
// tmk_file.h stores them.
//
// Peak memory: the decoder's frames (lib/media/video/video_decoder.h), 300 KiB,
// and 50 bytes for each frame of the video.

#ifndef LIB_OPERATORS_VIDEO_HASH_VIDEO_HASH_H_
#define LIB_OPERATORS_VIDEO_HASH_VIDEO_HASH_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/base/facts.h"
#include "lib/media/video/video_file.h"
#include "lib/operators/operator.h"
#include "lib/operators/video_hash/tmk_hash.h"

namespace feluda {

struct HashedVideo {
  // Feluda's hash: the 256 float32 numbers of the average feature in base64.
  std::string base64;
  // The whole hash.
  TmkHash tmk;
  // `n_frames`, how many frames were hashed; `n_packets`, how many packets the
  // video has; `damaged_packets`, how many of these were damaged.
  Facts facts;
};

class VideoHash final : public Operator<VideoFile, HashedVideo> {
 public:
  struct Config {
    // 1 to 1000. Hashes of different rates cannot be compared; 15 is the
    // reference's.
    int frames_per_second = 15;
    // Threads that decode, 1 to 64. The hash is the same for any number.
    int threads = 1;
    // How long hashing a video may take; more than 0.
    absl::Duration time_limit = absl::InfiniteDuration();
    // The share of a video that may be damaged or cut off, 0 to 1. 1 accepts
    // whatever can be decoded, as the reference does.
    double max_damage = 0.1;
    // Deletes the video once it is hashed, also if that failed.
    bool remove_after_processing = false;
  };

  // InvalidArgumentError, naming the member and the remedy, for a value out of
  // the range given above.
  static absl::StatusOr<std::unique_ptr<VideoHash>> Create(
      const Config& config);

  // Errors name the file: NotFound if it is missing, InvalidArgument if it is
  // no video, DataLoss if too much of it is damaged, DeadlineExceeded;
  // FailedPrecondition after Cleanup().
  absl::StatusOr<HashedVideo> Run(const VideoFile& video) override;

  void Cleanup() override { cleaned_up_ = true; }

  // The members of Config.
  Facts State() const override;

 private:
  explicit VideoHash(const Config& config) : config_(config) {}

  const Config config_;
  bool cleaned_up_ = false;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_VIDEO_HASH_VIDEO_HASH_H_
