// A picture as video codecs take it: luma and two planes of colour at half the
// resolution (4:2:0), one byte a sample, in the limited range (16 to 235 for
// luma, 16 to 240 for colour).

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
  // Samples row by row; the rows of the colours have width / 2 samples.
  std::vector<uint8_t> luma;
  std::vector<uint8_t> blue;
  std::vector<uint8_t> red;
};

struct YuvColor {
  uint8_t luma;
  uint8_t blue;
  uint8_t red;
};

// Fills columns `left` to `right` - 1 of rows `top` to `bottom` - 1, as far as
// they are within the picture.
void FillRectangle(int left, int top, int right, int bottom,
                   const YuvColor& color, YuvPicture& picture);

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_YUV_PICTURE_H_
