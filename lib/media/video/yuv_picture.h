// A picture as video codecs take it: luma, and two planes of colour at half the
// resolution (4:2:0), one byte a sample, 16 to 235 and 240 as is usual (limited
// range).

#ifndef LIB_MEDIA_VIDEO_YUV_PICTURE_H_
#define LIB_MEDIA_VIDEO_YUV_PICTURE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace feluda {

struct YuvPicture {
  // REQUIRES: both are even and more than 0.
  YuvPicture(int width_in, int height_in)
      : width(width_in),
        height(height_in),
        luma(static_cast<size_t>(width) * static_cast<size_t>(height)),
        blue(luma.size() / 4),
        red(luma.size() / 4) {}

  int width;
  int height;
  // Row by row; the colours have rows of width / 2.
  std::vector<uint8_t> luma;
  std::vector<uint8_t> blue;
  std::vector<uint8_t> red;
};

struct YuvColor {
  uint8_t luma;
  uint8_t blue;
  uint8_t red;
};

// Paints the columns from `left` to before `right` of the rows from `top` to
// before `bottom`, as far as they are within the picture.
void FillRectangle(int left, int top, int right, int bottom,
                   const YuvColor& color, YuvPicture& picture);

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_YUV_PICTURE_H_
