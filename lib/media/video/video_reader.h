// Reads the pictures of a video file as upright RGB or luma pixels of one size:
// at a constant rate, at the file's own rate, or the key frames alone.
//
//   VideoOptions options;
//   options.frames_per_second = 15;
//   options.shape = {64, 64, PixelFormat::kRgb};
//   auto reader = VideoReader::Open("cuts.mp4", options);
//   if (!reader.ok()) return reader.status();
//   VideoPicture picture;
//   for (;;) {
//     absl::StatusOr<bool> more = (*reader)->Next(picture);
//     if (!more.ok()) return more.status();
//     if (!*more) break;
//     Show(picture.pixels, picture.seconds);
//   }
//
// constant_rate.h says which frame each tick of a constant rate shows. Frames
// that are not shown are decoded but not scaled. packet_clock.h says what times
// frames have, video_demuxer.h which files are read, and video_decoder.h when a
// damaged file is refused.
//
// Errors name the file or the option. Threads: one at a time; decoding may use
// threads of libav's. Peak memory: the decoder's, two frames and two pictures,
// whatever the video's length.

#ifndef LIB_MEDIA_VIDEO_VIDEO_READER_H_
#define LIB_MEDIA_VIDEO_VIDEO_READER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/media/video/constant_rate.h"
#include "lib/media/video/frame_scaler.h"
#include "lib/media/video/libav.h"
#include "lib/media/video/video_decoder.h"

namespace feluda {

struct VideoOptions {
  // At most 1000. 0 shows each frame once, at its own time.
  int frames_per_second = 0;
  // Width and height are both 1 to 16384, or both 0 for the file's own size.
  PictureShape shape;
  DecoderOptions decoder;
};

// InvalidArgumentError naming the member and the remedy.
absl::Status Validate(const VideoOptions& options);

struct VideoPicture {
  // The time of the frame from the beginning of the file; at a constant rate,
  // the time of the tick.
  double seconds = 0.0;
  // Rows from top to bottom without padding. Valid until the next call.
  absl::Span<const uint8_t> pixels;
  PictureShape shape;
};

class VideoReader {
 public:
  static absl::StatusOr<std::unique_ptr<VideoReader>> Open(
      const std::string& path, const VideoOptions& options);

  VideoReader(const VideoReader&) = delete;
  VideoReader& operator=(const VideoReader&) = delete;

  // Puts the next picture into `picture`; returns false after the last one.
  // There is at least one. Damage may be found only at the end, so discard all
  // results if there is an error.
  absl::StatusOr<bool> Next(VideoPicture& picture);

  const VideoDecoder& decoder() const { return *decoder_; }

 private:
  // A frame, which is scaled when it is first shown.
  struct Frame {
    LibavPtr<AVFrame> decoded;
    bool is_scaled = false;
    std::vector<uint8_t> pixels;
    PictureShape shape;
  };

  VideoReader(const std::string& path, const VideoOptions& options,
              std::unique_ptr<VideoDecoder> decoder);

  absl::Status Decode();
  ConstantRate::Fill FillOf(const AVFrame& frame);
  absl::Status Show(Frame& frame, VideoPicture& picture);

  const std::string path_;
  const VideoOptions options_;
  const std::unique_ptr<VideoDecoder> decoder_;
  FrameScaler scaler_;
  ConstantRate rate_;
  // How many more times each of the two frames is shown.
  ConstantRate::Fill left_ = {0, 0};
  Frame previous_;
  Frame current_;
  bool is_over_ = false;
  int64_t shown_ = 0;
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_VIDEO_READER_H_
