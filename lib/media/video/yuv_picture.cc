#include "lib/media/video/yuv_picture.h"

#include <algorithm>

namespace feluda {

void FillRectangle(int left, int top, int right, int bottom,
                   const YuvColor& color, YuvPicture& picture) {
  left = std::clamp(left, 0, picture.width);
  right = std::clamp(right, left, picture.width);
  top = std::clamp(top, 0, picture.height);
  bottom = std::clamp(bottom, top, picture.height);
  const auto fill = [](std::vector<uint8_t>& plane, size_t row, int from,
                       int to, uint8_t value) {
    std::fill(plane.begin() + row + from, plane.begin() + row + to, value);
  };
  for (int y = top; y < bottom; ++y) {
    const size_t row = static_cast<size_t>(y) * picture.width;
    fill(picture.luma, row, left, right, color.luma);
    if (y % 2 != 0) continue;
    fill(picture.blue, row / 4, left / 2, (right + 1) / 2, color.blue);
    fill(picture.red, row / 4, left / 2, (right + 1) / 2, color.red);
  }
}

}  // namespace feluda
