#include "lib/media/image/model_input/placement.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace feluda {
namespace {

Image Square(const Image& like, int side, uint8_t sample) {
  Image square;
  square.width = side;
  square.height = side;
  square.channels = like.channels;
  square.pixels.assign(square.Stride() * static_cast<size_t>(side), sample);
  return square;
}

// Copies `columns` x `rows` pixels from a place in one image to a place in
// another.
struct Place {
  int left;
  int top;
};

void Copy(const Image& from, const Place& source, int columns, int rows,
          Image& to, const Place& target) {
  const auto at = [](const Image& image, const Place& place, int row) {
    return static_cast<size_t>(place.top + row) * image.Stride() +
           static_cast<size_t>(place.left) *
               static_cast<size_t>(image.channels);
  };
  const size_t bytes =
      static_cast<size_t>(columns) * static_cast<size_t>(from.channels);
  for (int row = 0; row < rows; ++row) {
    const auto first = from.pixels.begin() +
                       static_cast<std::ptrdiff_t>(at(from, source, row));
    std::copy(
        first, first + static_cast<std::ptrdiff_t>(bytes),
        to.pixels.begin() + static_cast<std::ptrdiff_t>(at(to, target, row)));
  }
}

}  // namespace

ImageSize ShorterSideTo(int side, int width, int height) {
  const auto [shorter, longer] = std::minmax(width, height);
  const int64_t exact = int64_t{side} * longer / shorter;
  const auto scaled = static_cast<int>(
      std::min<int64_t>(exact, std::numeric_limits<int>::max()));
  return width <= height ? ImageSize{side, scaled} : ImageSize{scaled, side};
}

ImageSize FitInto(int side, int width, int height) {
  const float scale = std::min(static_cast<float>(side) / width,
                               static_cast<float>(side) / height);
  const auto scaled = [&](int length) {
    const auto rounded = static_cast<int>(std::nearbyint(scale * length));
    return std::clamp(rounded, 1, side);
  };
  return {scaled(width), scaled(height)};
}

Image CropCenter(const Image& image, int side) {
  Image cropped = Square(image, side, 0);
  Copy(image, {(image.width - side) / 2, (image.height - side) / 2}, side, side,
       cropped, {0, 0});
  return cropped;
}

Image PadToSquare(const Image& image, int side, uint8_t padding) {
  Image padded = Square(image, side, padding);
  Copy(image, {0, 0}, image.width, image.height, padded,
       {(side - image.width) / 2, (side - image.height) / 2});
  return padded;
}

}  // namespace feluda
