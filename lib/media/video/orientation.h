// Turns decoded pictures upright, according to the display matrix in the
// container.
//
//   const Orientation orientation = OrientationOf(frame, stream);
//   std::vector<uint8_t> upright(width * height * 3);
//   Orient(pixels, orientation, upright.data());
//
// Pictures are turned by quarters and may be mirrored. Any other angle in the
// matrix is rounded to the nearest quarter. Threads: any number.

#ifndef LIB_MEDIA_VIDEO_ORIENTATION_H_
#define LIB_MEDIA_VIDEO_ORIENTATION_H_

#include <cstddef>
#include <cstdint>

#include "lib/media/video/libav.h"

namespace feluda {

// Transposing, which makes columns rows, comes first, then mirroring.
struct Orientation {
  bool is_transposed = false;
  bool is_mirrored = false;     // left is right
  bool is_upside_down = false;  // top is bottom
};

// Reads the nine numbers of a display matrix.
Orientation OrientationOf(const int32_t matrix[9]);

// Uses the frame's matrix if it has one, else the stream's; without either the
// picture is not turned.
Orientation OrientationOf(const AVFrame& frame, const AVStream& stream);

// Pixels of `channels` bytes, in rows `stride` bytes apart.
struct PixelView {
  const uint8_t* pixels;
  size_t stride;
  size_t width;
  size_t height;
  size_t channels;
};

// Writes all pixels, turned upright, to `upright`, without gaps between rows.
void Orient(const PixelView& view, const Orientation& orientation,
            uint8_t* upright);

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_ORIENTATION_H_
