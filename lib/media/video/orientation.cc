#include "lib/media/video/orientation.h"

#include <cmath>
#include <cstring>
#include <utility>

#include "lib/media/video/libav_versions.h"

namespace feluda {
namespace {

void CopyRows(const PixelView& view, uint8_t* upright) {
  const size_t row_bytes = view.width * view.channels;
  for (size_t y = 0; y < view.height; ++y) {
    std::memcpy(upright + y * row_bytes, view.pixels + y * view.stride,
                row_bytes);
  }
}

}  // namespace

// A point (x, y) is shown at (a x + c y, b x + d y), where a, b, c and d are
// the matrix's numbers 0, 1, 3 and 4.
Orientation OrientationOf(const int32_t matrix[9]) {
  const double a = matrix[0], b = matrix[1], c = matrix[3], d = matrix[4];
  Orientation orientation;
  orientation.is_transposed = std::abs(b) > std::abs(a);
  orientation.is_mirrored = (orientation.is_transposed ? c : a) < 0;
  orientation.is_upside_down = (orientation.is_transposed ? b : d) < 0;
  return orientation;
}

Orientation OrientationOf(const AVFrame& frame, const AVStream& stream) {
  const uint8_t* bytes = nullptr;
  const AVFrameSideData* const own =
      av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX);
  if (own != nullptr && own->size >= kDisplayMatrixBytes) {
    bytes = own->data;
  } else {
    bytes = DisplayMatrixOf(stream);
  }
  if (bytes == nullptr) return Orientation();
  int32_t matrix[9];
  std::memcpy(matrix, bytes, kDisplayMatrixBytes);
  return OrientationOf(matrix);
}

void Orient(const PixelView& view, const Orientation& orientation,
            uint8_t* upright) {
  if (!orientation.is_transposed && !orientation.is_mirrored &&
      !orientation.is_upside_down) {
    CopyRows(view, upright);
    return;
  }
  size_t width = view.width;
  size_t height = view.height;
  size_t step = view.channels;
  size_t row_step = view.stride;
  if (orientation.is_transposed) {
    std::swap(width, height);
    std::swap(step, row_step);
  }
  for (size_t y = 0; y < height; ++y) {
    const size_t from_y = orientation.is_upside_down ? height - 1 - y : y;
    for (size_t x = 0; x < width; ++x) {
      const size_t from_x = orientation.is_mirrored ? width - 1 - x : x;
      std::memcpy(upright, view.pixels + from_y * row_step + from_x * step,
                  view.channels);
      upright += view.channels;
    }
  }
}

}  // namespace feluda
