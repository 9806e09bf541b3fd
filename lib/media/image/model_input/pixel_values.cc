#include "lib/media/image/model_input/pixel_values.h"

#include <cstddef>
#include <cstdint>

namespace feluda {
namespace {

constexpr size_t kChannels = 3;

using Table = std::array<float, 256>;

std::array<Table, kChannels> TablesOf(const PixelScaling& scaling) {
  std::array<Table, kChannels> tables;
  for (size_t c = 0; c < kChannels; ++c) {
    for (size_t x = 0; x < tables[c].size(); ++x) {
      const float scaled = static_cast<float>(x) / scaling.divisor;
      tables[c][x] = (scaled - scaling.mean[c]) / scaling.deviation[c];
    }
  }
  return tables;
}

// Writes the values of each pixel's channels `stride` apart, pixels `step`
// apart.
void Convert(const Image& image, const PixelScaling& scaling, size_t stride,
             size_t step, float* values) {
  const std::array<Table, kChannels> tables = TablesOf(scaling);
  const auto channels = static_cast<size_t>(image.channels);
  const size_t count = image.pixels.size() / channels;
  const size_t to_green = channels == kChannels ? 1 : 0;
  const uint8_t* pixel = image.pixels.data();
  for (size_t i = 0; i < count; ++i, pixel += channels, values += step) {
    values[0] = tables[0][pixel[0]];
    values[stride] = tables[1][pixel[to_green]];
    values[2 * stride] = tables[2][pixel[2 * to_green]];
  }
}

}  // namespace

PixelScaling PixelScaling::ImageNet() {
  PixelScaling scaling;
  scaling.mean = {0.485f, 0.456f, 0.406f};
  scaling.deviation = {0.229f, 0.224f, 0.225f};
  return scaling;
}

PixelScaling PixelScaling::Clip() {
  PixelScaling scaling;
  scaling.mean = {0.48145466f, 0.4578275f, 0.40821073f};
  scaling.deviation = {0.26862954f, 0.26130258f, 0.27577711f};
  return scaling;
}

PixelScaling PixelScaling::Centered() {
  PixelScaling scaling;
  scaling.divisor = 1.0f;
  scaling.mean = {128.0f, 128.0f, 128.0f};
  scaling.deviation = scaling.mean;
  return scaling;
}

void ToPlanes(const Image& image, const PixelScaling& scaling,
              absl::Span<float> values) {
  Convert(image, scaling, values.size() / kChannels, 1, values.data());
}

void ToInterleaved(const Image& image, const PixelScaling& scaling,
                   absl::Span<float> values) {
  Convert(image, scaling, 1, kChannels, values.data());
}

}  // namespace feluda
