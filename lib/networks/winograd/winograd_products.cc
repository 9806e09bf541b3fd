#include "lib/networks/winograd/winograd_products.h"

#include <type_traits>

// The loops over a block must be unrolled, or its sums would live in memory.
#define FELUDA_UNROLL _Pragma("GCC unroll 8")

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/networks/winograd/winograd_products.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/networks/winograd/tile_transforms-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D = WinogradTag;
using V = hn::Vec<D>;
constexpr size_t kLanes = hn::MaxLanes(D());

// A block of the product is kBlockRows x kBlockVectors sums. They fill the
// registers but for the weights' vectors and a value: each vector loaded serves
// six multiplications, and 12 or 24 independent sums hide their latency.
constexpr size_t kBlockRows = 6;
#if HWY_TARGET <= HWY_AVX3
constexpr size_t kBlockVectors = 4;
#else
constexpr size_t kBlockVectors = 2;
#endif

size_t Panel() { return kBlockVectors * kLanes; }

template <size_t kResults, size_t kVectors>
void TransformTapsOf(const float* HWY_RESTRICT taps, size_t channels,
                     const WinogradMatrices& to) {
  constexpr size_t kSize = kResults + 2;
  constexpr size_t kWidth = kVectors * kLanes;
  const D d;
  for (size_t i = 0; i < channels * kVectors; ++i) {
    const float* from = taps + i / kVectors * WinogradWeights::kTaps * kWidth +
                        i % kVectors * kLanes;
    V half[3][kSize];  // [column][row]
    FELUDA_UNROLL
    for (size_t j = 0; j < 3; ++j) {
      const V column[3] = {hn::Load(d, from + j * kWidth),
                           hn::Load(d, from + (3 + j) * kWidth),
                           hn::Load(d, from + (6 + j) * kWidth)};
      TileTransforms<kResults>::Taps(d, column, half[j]);
    }
    FELUDA_UNROLL
    for (size_t p = 0; p < kSize; ++p) {
      const V line[3] = {half[0][p], half[1][p], half[2][p]};
      V transformed[kSize];
      TileTransforms<kResults>::Taps(d, line, transformed);
      FELUDA_UNROLL
      for (size_t j = 0; j < kSize; ++j) {
        hn::Store(transformed[j], d,
                  to.values + (p * kSize + j) * to.stride + i * kLanes);
      }
    }
  }
}

// Calls `function` with the number of vectors in the panel that begins at
// `output`, as a type.
template <typename Function>
HWY_INLINE void WithVectors(const WinogradWeights& weights, size_t output,
                            const Function& function) {
  const size_t vectors = weights.PanelWidth(output) / kLanes;
  if (vectors == 1) return function(std::integral_constant<size_t, 1>());
  if constexpr (kBlockVectors > 2) {
    if (vectors == 2) return function(std::integral_constant<size_t, 2>());
    if (vectors == 3) return function(std::integral_constant<size_t, 3>());
  }
  return function(std::integral_constant<size_t, kBlockVectors>());
}

void TransformTaps(const WinogradWeights& weights, size_t output,
                   const WinogradChannels& channels,
                   const WinogradMatrices& taps) {
  const float* from = weights.Taps(output, channels.begin);
  WithVectors(weights, output, [&](auto vectors) {
    if (weights.results() == 4) {
      TransformTapsOf<4, vectors>(from, channels.count, taps);
    } else {
      TransformTapsOf<2, vectors>(from, channels.count, taps);
    }
  });
}

// The factors of a product: `depth` columns of a, whose rows are `stride`
// apart, and as many rows of b. It is added to c if `add`.
struct Factors {
  const float* a;
  size_t stride;
  size_t depth;
  const float* b;
  bool add;
};

// Adds the product's terms of column k of a and row k of b.
template <size_t kRows, size_t kVectors>
HWY_INLINE void AddTerms(const float* HWY_RESTRICT a, size_t stride,
                         const float* HWY_RESTRICT b,
                         V (&sums)[kRows][kVectors]) {
  const D d;
  V columns[kVectors];
  FELUDA_UNROLL
  for (size_t j = 0; j < kVectors; ++j) {
    columns[j] = hn::Load(d, b + j * kLanes);
  }
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    const V value = hn::Set(d, a[i * stride]);
    FELUDA_UNROLL
    for (size_t j = 0; j < kVectors; ++j) {
      sums[i][j] = hn::MulAdd(value, columns[j], sums[i][j]);
    }
  }
}

template <size_t kRows, size_t kVectors>
HWY_INLINE void Block(const Factors& factors, size_t row,
                      float* HWY_RESTRICT c) {
  constexpr size_t kWidth = kVectors * kLanes;
  const D d;
  const float* HWY_RESTRICT a = factors.a + row * factors.stride;
  c += row * kWidth;
  V sums[kRows][kVectors];
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kVectors; ++j) {
      sums[i][j] =
          factors.add ? hn::Load(d, c + i * kWidth + j * kLanes) : hn::Zero(d);
    }
  }
  const size_t stride = factors.stride;
  const size_t depth = factors.depth;
  const float* HWY_RESTRICT b = factors.b;
  for (size_t k = 0; k < depth; ++k) {
    AddTerms<kRows, kVectors>(a + k, stride, b + k * kWidth, sums);
  }
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kVectors; ++j) {
      hn::Store(sums[i][j], d, c + i * kWidth + j * kLanes);
    }
  }
}

// Divides the rows into blocks of nearly one size: 20 are four times 5, which
// the registers use better than 6, 6, 6 and 2.
template <size_t kVectors>
void Multiply(const Factors& factors, size_t rows, float* c) {
  const size_t blocks = (rows + kBlockRows - 1) / kBlockRows;
  for (size_t block = 0; block < blocks; ++block) {
    const size_t row = rows * block / blocks;
    switch (rows * (block + 1) / blocks - row) {
      case 1:
        Block<1, kVectors>(factors, row, c);
        break;
      case 2:
        Block<2, kVectors>(factors, row, c);
        break;
      case 3:
        Block<3, kVectors>(factors, row, c);
        break;
      case 4:
        Block<4, kVectors>(factors, row, c);
        break;
      case 5:
        Block<5, kVectors>(factors, row, c);
        break;
      default:
        Block<6, kVectors>(factors, row, c);
    }
  }
}

void MultiplyPanel(const WinogradWeights& weights, size_t output,
                   const WinogradChannels& channels, size_t rows,
                   const WinogradMatrices& values, const WinogradMatrices& taps,
                   const WinogradMatrices& products) {
  WithVectors(weights, output, [&](auto vectors) {
    Factors factors = {values.values + channels.begin, weights.channels(),
                       channels.count, taps.values, channels.begin > 0};
    for (size_t p = 0; p < weights.products(); ++p) {
      Multiply<vectors>(factors, rows, products.values + p * products.stride);
      factors.a += values.stride;
      factors.b += taps.stride;
    }
  });
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(Panel);
HWY_EXPORT(TransformTaps);
HWY_EXPORT(MultiplyPanel);

size_t WinogradPanel() { return HWY_DYNAMIC_DISPATCH(Panel)(); }

void TransformTaps(const WinogradWeights& weights, size_t output,
                   const WinogradChannels& channels,
                   const WinogradMatrices& taps) {
  HWY_DYNAMIC_DISPATCH(TransformTaps)(weights, output, channels, taps);
}

void MultiplyPanel(const WinogradWeights& weights, size_t output,
                   const WinogradChannels& channels, size_t rows,
                   const WinogradMatrices& values, const WinogradMatrices& taps,
                   const WinogradMatrices& products) {
  HWY_DYNAMIC_DISPATCH(MultiplyPanel)
  (weights, output, channels, rows, values, taps, products);
}

}  // namespace feluda
#endif  // HWY_ONCE
