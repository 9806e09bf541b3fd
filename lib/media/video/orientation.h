// How a decoded picture must be turned to stand upright, as a container's
// display matrix says it.
//
//   const Orientation orientation = OrientationOf(frame, stream);
//   std::vector<uint8_t> upright(width * height * 3);
//   Orient(pixels, orientation, upright.data());
//
// IterationRange are by quarters, and mirrored or not; a matrix that says
// another angle is taken for the quarter closest to it. Threads: any number.

#ifndef LIB_MEDIA_VIDEO_ORIENTATION_H_
#define LIB_MEDIA_VIDEO_ORIENTATION_H_

#include <cstddef>
#include <cstdint>

#include "lib/media/video/libav.h"

namespace feluda {

// Columns become rows first, then the mirroring is done.
struct Orientation {
  bool is_transposed = false;
  bool is_mirrored = false;     // left is right
  bool is_upside_down = false;  // top is bottom
};

// Of the nine numbers of a display matrix.
Orientation OrientationOf(const int32_t matrix[9]);

// The frame's own if it has one, else the stream's, else none.
Orientation OrientationOf(const AVFrame& frame, const AVStream& stream);

// Pixels of `channels` bytes, in rows `stride` bytes apart.
struct PixelView {
  const uint8_t* pixels;
  size_t stride;
  size_t width;
  size_t height;
  size_t channels;
};

// Writes all the pixels, turned, to `upright`, without gaps between rows.
void Orient(const PixelView& view, const Orientation& orientation,
            uint8_t* upright);

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_ORIENTATION_H_
