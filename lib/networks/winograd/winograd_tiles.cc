#include "lib/networks/winograd/winograd_tiles.h"

#include <algorithm>

// The loops over a tile must be unrolled, or its pixels would live in memory.
#define FELUDA_UNROLL _Pragma("GCC unroll 8")

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/networks/winograd/winograd_tiles.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/networks/winograd/activated-inl.h"
#include "lib/networks/winograd/tile_transforms-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D = WinogradTag;
using V = hn::Vec<D>;
constexpr size_t kLanes = hn::MaxLanes(D());

// Where a tile is.
struct Place {
  size_t image;
  size_t y;  // its first row and column among the outputs
  size_t x;
};

HWY_INLINE Place PlaceOf(const WinogradTiles& tiles, size_t tile) {
  const size_t each = tiles.rows * tiles.columns;
  return {tile / each, tile % each / tiles.columns * tiles.results,
          tile % tiles.columns * tiles.results};
}

// The pixels of a tile with its border: pointers, so that the padding costs no
// case of its own.
template <size_t kSize>
HWY_INLINE void FindPixels(const WinogradTiles& tiles,
                           const WinogradImage& image, const float* source,
                           const float* zeros, size_t tile,
                           const float* (&pixels)[kSize][kSize]) {
  const Place place = PlaceOf(tiles, tile);
  for (size_t i = 0; i < kSize; ++i) {
    // Above the image these wrap around, and so are beyond it.
    const size_t y = place.y + i - tiles.pad_top;
    const float* line = source + (place.image * image.height + y) *
                                     image.width * image.channels;
    for (size_t j = 0; j < kSize; ++j) {
      const size_t x = place.x + j - tiles.pad_left;
      const bool inside = y < image.height && x < image.width;
      pixels[i][j] = inside ? line + x * image.channels : zeros;
    }
  }
}

template <size_t kResults>
void TransformValuesOf(const WinogradTiles& tiles, const WinogradImage& image,
                       const float* source, const float* zeros, size_t tile,
                       size_t row, const WinogradMatrices& matrices) {
  constexpr size_t kSize = kResults + 2;
  const D d;
  const float* pixels[kSize][kSize];
  FindPixels(tiles, image, source, zeros, tile, pixels);
  float* HWY_RESTRICT to = matrices.values + row * image.channels;
  for (size_t c = 0; c < image.channels; c += kLanes) {
    V half[kSize][kSize];  // [column][row]
    FELUDA_UNROLL
    for (size_t j = 0; j < kSize; ++j) {
      V column[kSize];
      FELUDA_UNROLL
      for (size_t i = 0; i < kSize; ++i) {
        column[i] = hn::LoadU(d, pixels[i][j] + c);
      }
      TileTransforms<kResults>::Values(d, column, half[j]);
    }
    FELUDA_UNROLL
    for (size_t i = 0; i < kSize; ++i) {
      V line[kSize];
      V transformed[kSize];
      FELUDA_UNROLL
      for (size_t j = 0; j < kSize; ++j) line[j] = half[j][i];
      TileTransforms<kResults>::Values(d, line, transformed);
      FELUDA_UNROLL
      for (size_t j = 0; j < kSize; ++j) {
        hn::Store(transformed[j], d,
                  to + (i * kSize + j) * matrices.stride + c);
      }
    }
  }
}

void TransformValues(const WinogradTiles& tiles, const WinogradImage& image,
                     const float* source, const float* zeros, size_t tile,
                     size_t row, const WinogradMatrices& matrices) {
  const auto function =
      tiles.results == 4 ? &TransformValuesOf<4> : &TransformValuesOf<2>;
  function(tiles, image, source, zeros, tile, row, matrices);
}

// The vector of the output at float `at`, whose bias is added to `result`.
HWY_INLINE void StoreResult(D d, V result, const WinogradOutput& to,
                            size_t at) {
  if (to.residual != nullptr) {
    result = hn::Add(result, hn::LoadU(d, to.residual + at));
  }
  hn::StoreU(Activated(d, result, to.activation), d, to.destination + at);
}

template <size_t kResults>
void TransformResultsOf(const WinogradTiles& tiles, const WinogradImage& image,
                        const WinogradMatrices& products, size_t row,
                        size_t tile, size_t output, size_t panel_width,
                        const WinogradOutput& to) {
  constexpr size_t kSize = kResults + 2;
  const D d;
  const Place place = PlaceOf(tiles, tile);
  const size_t height = std::min(kResults, image.height - place.y);
  const size_t width = std::min(kResults, image.width - place.x);
  const size_t line_floats = image.width * image.channels;
  const size_t first = (place.image * image.height + place.y) * line_floats +
                       place.x * image.channels + output;
  for (size_t k = 0; k < panel_width; k += kLanes) {
    const float* from = products.values + row * panel_width + k;
    V half[kSize][kResults];  // [column][row]
    FELUDA_UNROLL
    for (size_t j = 0; j < kSize; ++j) {
      V column[kSize];
      FELUDA_UNROLL
      for (size_t i = 0; i < kSize; ++i) {
        column[i] = hn::Load(d, from + (i * kSize + j) * products.stride);
      }
      TileTransforms<kResults>::Results(d, column, half[j]);
    }
    const V bias =
        to.bias == nullptr ? hn::Zero(d) : hn::LoadU(d, to.bias + output + k);
    FELUDA_UNROLL
    for (size_t i = 0; i < kResults; ++i) {
      V line[kSize];
      V results[kResults];
      FELUDA_UNROLL
      for (size_t j = 0; j < kSize; ++j) line[j] = half[j][i];
      TileTransforms<kResults>::Results(d, line, results);
      if (i >= height) break;
      FELUDA_UNROLL
      for (size_t j = 0; j < kResults; ++j) {
        if (j >= width) break;
        StoreResult(d, hn::Add(results[j], bias), to,
                    first + i * line_floats + j * image.channels + k);
      }
    }
  }
}

void TransformResults(const WinogradTiles& tiles, const WinogradImage& image,
                      const WinogradMatrices& products, size_t row, size_t tile,
                      size_t output, size_t panel_width,
                      const WinogradOutput& to) {
  const auto function =
      tiles.results == 4 ? &TransformResultsOf<4> : &TransformResultsOf<2>;
  function(tiles, image, products, row, tile, output, panel_width, to);
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(TransformValues);
HWY_EXPORT(TransformResults);

void TransformValues(const WinogradTiles& tiles, const WinogradImage& image,
                     const float* source, const float* zeros, size_t tile,
                     size_t row, const WinogradMatrices& matrices) {
  HWY_DYNAMIC_DISPATCH(TransformValues)
  (tiles, image, source, zeros, tile, row, matrices);
}

void TransformResults(const WinogradTiles& tiles, const WinogradImage& image,
                      const WinogradMatrices& products, size_t row, size_t tile,
                      size_t output, size_t panel_width,
                      const WinogradOutput& to) {
  HWY_DYNAMIC_DISPATCH(TransformResults)
  (tiles, image, products, row, tile, output, panel_width, to);
}

}  // namespace feluda
#endif  // HWY_ONCE
