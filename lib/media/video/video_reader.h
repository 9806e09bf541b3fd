// The pictures of a video file: upright RGB or luma of one size, at a constant
// rate, at the file's own, or of its key frames alone.
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
// Which frame a tick of a constant rate shows: constant_rate.h. Frames that
// none shows are decoded, but not scaled. Which files are read, what is
// refused: video_demuxer.h, video_decoder.h.
//
// Errors name the file or the option. Threads: one at a time; libav's own for
// decoding are an option. Peak memory: the decoder's, two frames and two
// pictures, whatever the video's length.

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
  // 0 shows each frame once, as it comes. At most 1000.
  int frames_per_second = 0;
  // The sizes are both 0, the file's own, or both 1 to 16384.
  PictureShape shape;
  DecoderOptions decoder;
};

// InvalidArgumentError naming the member and the remedy.
absl::Status Validate(const VideoOptions& options);

struct VideoPicture {
  // From the beginning of the file, sound included; at a constant rate the
  // tick's.
  double seconds = 0.0;
  // Rows from the top, without gaps. Valid until the next call.
  absl::Span<const uint8_t> pixels;
  PictureShape shape;
};

class VideoReader {
 public:
  static absl::StatusOr<std::unique_ptr<VideoReader>> Open(
      const std::string& path, const VideoOptions& options);

  VideoReader(const VideoReader&) = delete;
  VideoReader& operator=(const VideoReader&) = delete;

  // False after the last picture, of which there is at least one. The file may
  // turn out to be damaged at the end only: throw away what was made of it if
  // there is an error.
  absl::StatusOr<bool> Next(VideoPicture& picture);

  const VideoDecoder& decoder() const { return *decoder_; }

 private:
  // A frame, scaled once it is shown.
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
  // How often the two frames are still to be shown.
  ConstantRate::Fill left_ = {0, 0};
  Frame previous_;
  Frame current_;
  bool is_over_ = false;
  int64_t shown_ = 0;
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_VIDEO_READER_H_
