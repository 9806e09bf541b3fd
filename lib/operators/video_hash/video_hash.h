// Hashes a video by what it looks like, so that copies of it are found though
// they were scaled, compressed or cut: Feluda's operator video_hash, TMK+PDQF.
//
//   auto hashing = VideoHash::Create(VideoHash::Config());
//   if (!hashing.ok()) return hashing.status();
//   absl::StatusOr<HashedVideo> hashed = (*hashing)->Run({"cuts.mp4"});
//   if (hashed.ok()) Show(hashed->base64);
//
// The video is decoded once; 15 times a second a frame of it is scaled to 64 x
// 64 pixels, turned into a feature (pdqf.h) and added to the hash
// (tmk_accumulator.h). Frames, their times and their pixels are those that the
// `ffmpeg` program makes for the reference, Facebook's tmk-hash-video, so
// hashes are the same but for rounding. tmk_similarity.h compares them,
// tmk_file.h keeps them.
//
// Peak memory: the decoder's frames (lib/media/video/video_decoder.h) and 300
// KiB, whatever the video's length but for 50 bytes for each of its frames.

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
  // Of the pure average feature's 256 float32 numbers: Feluda's hash.
  std::string base64;
  // All of it.
  TmkHash tmk;
  // `n_frames` that were hashed, `n_packets` of the video and those of them
  // that were `damaged_packets`.
  Facts facts;
};

class VideoHash final : public Operator<VideoFile, HashedVideo> {
 public:
  struct Config {
    // 1 to 1000. Hashes of different rates cannot be compared; 15 is the
    // reference's.
    int frames_per_second = 15;
    // For decoding, 1 to 64. The hash is the same for any number.
    int threads = 1;
    // For one video. More than 0.
    absl::Duration time_limit = absl::InfiniteDuration();
    // Which part of a video may be damaged or cut off, 0 to 1. 1 takes whatever
    // can be decoded, as the reference does.
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

  // The members above.
  Facts State() const override;

 private:
  explicit VideoHash(const Config& config) : config_(config) {}

  const Config config_;
  bool cleaned_up_ = false;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_VIDEO_HASH_VIDEO_HASH_H_
