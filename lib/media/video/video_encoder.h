// Encodes pictures as H.264, MPEG-4 or Motion JPEG, through libav.
//
//   auto encoder = VideoEncoder::Create(options);
//   if (!encoder.ok()) return encoder.status();
//   std::vector<LibavPtr<AVPacket>> packets;
//   for (int tick = 0; tick < 100; ++tick) {
//     absl::Status status = (*encoder)->Add(Picture(tick), tick, packets);
//     if (!status.ok()) return status;
//   }
//   absl::Status status = (*encoder)->Finish(packets);
//
// The same pictures give the same packets, since encoding uses one thread, a
// fixed quantiser and no version marks. An encoder's first packet is a key
// frame that refers to nothing before, so the packets of several encoders with
// the same options can be joined.
//
// Threads: one at a time. Peak memory: x264's look-ahead, some 40 pictures.

#ifndef LIB_MEDIA_VIDEO_VIDEO_ENCODER_H_
#define LIB_MEDIA_VIDEO_VIDEO_ENCODER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/media/video/libav.h"
#include "lib/media/video/yuv_picture.h"

namespace feluda {

enum class VideoCodec { kH264, kMpeg4, kMjpeg };

// "h264", "mpeg4" or "mjpeg".
std::string CodecName(VideoCodec codec);

struct EncoderOptions {
  VideoCodec codec = VideoCodec::kH264;
  // Even numbers from 16 to 8192.
  int width = 320;
  int height = 240;
  // The unit of the pictures' times, 1 to 240.
  int frames_per_second = 25;
  // Less is better. Each codec has its own scale: 0 to 51 for H.264, 1 to 31
  // for the others. -1 means 26 for H.264 and 4 for the others.
  int quantizer = -1;
};

// InvalidArgumentError naming the member and the remedy.
absl::Status Validate(const EncoderOptions& options);

class VideoEncoder {
 public:
  // Unimplemented if libav was built without the codec.
  static absl::StatusOr<std::unique_ptr<VideoEncoder>> Create(
      const EncoderOptions& options);

  VideoEncoder(const VideoEncoder&) = delete;
  VideoEncoder& operator=(const VideoEncoder&) = delete;

  // Appends the packets that are ready to `packets`. `tick` is when the picture
  // is shown, in units of 1 / frames_per_second, and more than the previous
  // one. REQUIRES: the picture has the options' size.
  absl::Status Add(const YuvPicture& picture, int64_t tick,
                   std::vector<LibavPtr<AVPacket>>& packets);

  // Appends the remaining packets. Nothing can be added afterwards.
  absl::Status Finish(std::vector<LibavPtr<AVPacket>>& packets);

  // The encoder's context, which VideoWriter::Create() takes.
  const AVCodecContext& context() const { return *context_; }

 private:
  explicit VideoEncoder(LibavPtr<AVCodecContext> context)
      : context_(std::move(context)) {}

  absl::Status Send(const AVFrame* frame,
                    std::vector<LibavPtr<AVPacket>>& packets);

  const LibavPtr<AVCodecContext> context_;
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_VIDEO_ENCODER_H_
