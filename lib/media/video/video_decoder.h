// The frames of a video file as libav decodes them, in the order in which they
// are shown, and checked for damage.
//
//   auto decoder = VideoDecoder::Open("cuts.mp4", DecoderOptions());
//   if (!decoder.ok()) return decoder.status();
//   LibavPtr<AVFrame> frame(av_frame_alloc());
//   for (;;) {
//     absl::StatusOr<bool> more = (*decoder)->Next(*frame);
//     if (!more.ok()) return more.status();
//     if (!*more) break;
//     Show(*frame, (*decoder)->SecondsOf(*frame));
//   }
//
// Use video_reader.h unless you want libav's own frames. video_demuxer.h says
// which files and streams are read.
//
// Errors name the file. Threads: one at a time. Peak memory: the codec's
// reference frames (at most 16, and one more a thread) at width * height * 1.5
// bytes for 4:2:0, and the container's index, some 50 bytes a frame.

#ifndef LIB_MEDIA_VIDEO_VIDEO_DECODER_H_
#define LIB_MEDIA_VIDEO_VIDEO_DECODER_H_

#include <cstdint>
#include <memory>
#include <queue>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/media/video/container/packet_clock.h"
#include "lib/media/video/libav.h"
#include "lib/media/video/libav_versions.h"
#include "lib/media/video/video_demuxer.h"

namespace feluda {

struct DecoderOptions {
  // Decodes only frames that depend on no other, at a fraction of the cost.
  bool key_frames_only = false;
  // 1 to 64. The frames are the same for any number.
  int threads = 1;
  // Counts from Open() on. More than 0.
  absl::Duration time_limit = absl::InfiniteDuration();
  // The share of the file that may be damaged, 0 to 1: the share of its packets
  // that cannot be decoded, and the share of its length that is cut off. 1
  // accepts whatever can be decoded, as the `ffmpeg` program does.
  double max_damage = 0.1;
};

// InvalidArgumentError naming the member and the remedy.
absl::Status Validate(const DecoderOptions& options);

class VideoDecoder {
 public:
  static absl::StatusOr<std::unique_ptr<VideoDecoder>> Open(
      const std::string& path, const DecoderOptions& options);

  VideoDecoder(const VideoDecoder&) = delete;
  VideoDecoder& operator=(const VideoDecoder&) = delete;

  // Puts the next frame into `frame`; returns false after the last. Errors:
  // DeadlineExceeded when the time limit has passed, DataLoss at the end of a
  // file that is more damaged than allowed or gave no frame at all.
  absl::StatusOr<bool> Next(AVFrame& frame);

  // Whether the file tells when the frame is shown.
  static bool HasTime(const AVFrame& frame) {
    return frame.pts != AV_NOPTS_VALUE;
  }

  // When the frame is shown, in seconds from the beginning of the file, as
  // packet_clock.h counts them. A frame without a time follows the one before.
  double SecondsOf(const AVFrame& frame) const {
    return static_cast<double>(frame.best_effort_timestamp) *
           av_q2d(demuxer_->stream().time_base);
  }

  // For how many seconds the frame is shown, by the file; 0 if it does not say.
  double DurationOf(const AVFrame& frame) const {
    return static_cast<double>(TicksOf(frame)) *
           av_q2d(demuxer_->stream().time_base);
  }

  const VideoDemuxer& demuxer() const { return *demuxer_; }

  // The packets so far, and how many of them were damaged: could not be decoded
  // or gave a frame with errors.
  int64_t packets() const { return packets_; }
  int64_t damaged_packets() const { return damaged_packets_; }

 private:
  VideoDecoder(const std::string& path, const DecoderOptions& options,
               std::unique_ptr<VideoDemuxer> demuxer)
      : path_(path),
        options_(options),
        demuxer_(std::move(demuxer)),
        clock_(demuxer_->container(), demuxer_->stream()) {}

  absl::Status OpenCodec();
  absl::Status Feed();
  void Settle(AVFrame& frame);
  void NoteDamage();
  absl::Status CheckWhole() const;

  const std::string path_;
  const DecoderOptions options_;
  const std::unique_ptr<VideoDemuxer> demuxer_;
  PacketClock clock_;
  LibavPtr<AVCodecContext> codec_;
  LibavPtr<AVPacket> packet_;
  bool draining_ = false;
  int64_t packets_ = 0;
  int64_t damaged_packets_ = 0;
  int64_t frames_ = 0;
  // Where the next frame belongs if neither file nor decoder says so.
  int64_t next_timestamp_ = 0;
  // Times for frames that come after the last packet.
  std::queue<int64_t> times_at_end_;
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_VIDEO_DECODER_H_
