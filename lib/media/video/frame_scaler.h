// Converts libav's frames to upright RGB or luma pixels of one size.
//
//   FrameScaler scaler({64, 64, PixelFormat::kRgb});
//   std::vector<uint8_t> pixels;
//   absl::Status status = scaler.Scale(frame, orientation, pixels);
//
// libswscale scales with its bicubic filter, its default flags and the frame's
// own colour matrix and range. A picture that is not turned gets exactly the
// pixels that the `ffmpeg` program gives for `-s WxH -pix_fmt rgb24`.
//
// Threads: one at a time. Peak memory: three rows of a frame for each row of
// the filter's height, and twice the output.

#ifndef LIB_MEDIA_VIDEO_FRAME_SCALER_H_
#define LIB_MEDIA_VIDEO_FRAME_SCALER_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "lib/media/video/libav.h"
#include "lib/media/video/orientation.h"

namespace feluda {

enum class PixelFormat {
  kRgb,   // three bytes a pixel
  kLuma,  // one byte a pixel, 0 to 255 whatever the frame's range
};

inline int Channels(PixelFormat format) {
  return format == PixelFormat::kRgb ? 3 : 1;
}

struct PictureShape {
  // The size of the upright picture; both are 0 for the frame's own size.
  int width = 0;
  int height = 0;
  PixelFormat format = PixelFormat::kRgb;
};

class FrameScaler {
 public:
  explicit FrameScaler(const PictureShape& shape) : shape_(shape) {}

  // Puts the picture into `pixels` and its shape into `shape`. Errors:
  // Unimplemented for a pixel format that libswscale does not read,
  // ResourceExhausted if memory is short.
  absl::Status Scale(const AVFrame& frame, const Orientation& orientation,
                     std::vector<uint8_t>& pixels, PictureShape& shape);

 private:
  // The properties of frames for which a context of libswscale is made.
  struct Source {
    int width;
    int height;
    int format;
    int color_range;
    int color_space;
    bool is_transposed;

    bool operator==(const Source& other) const;
  };

  absl::Status Prepare(const AVFrame& frame, const Source& source);

  const PictureShape shape_;
  Source source_ = {};
  LibavPtr<SwsContext> context_;
  // libswscale may write past a row's end; this frame's rows are padded.
  LibavPtr<AVFrame> scaled_;
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_FRAME_SCALER_H_
