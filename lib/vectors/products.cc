#include "lib/vectors/products.h"

#include <algorithm>

// The loops over a tile must be unrolled, or its sums would live in memory.
#define FELUDA_UNROLL _Pragma("GCC unroll 8")

// Highway compiles the code between HWY_BEFORE_NAMESPACE and
// HWY_AFTER_NAMESPACE once for each kind of vector, by including this file
// repeatedly.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/vectors/products.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/vectors/lane_sums-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// A tile multiplies several rows with several columns at once, so that each
// vector loaded serves several products. It is as large as the registers allow,
// which hold the sums, a vector of each column and one of a row: all sixteen of
// AVX2, half of those of AVX-512. Without a fused multiply-add a product needs
// one as well.
constexpr size_t kTileRows = 4;
#if HWY_TARGET <= HWY_AVX3
constexpr size_t kTileColumns = 4;
#elif HWY_TARGET <= HWY_AVX2
constexpr size_t kTileColumns = 3;
#else
constexpr size_t kTileColumns = 2;
#endif

// The bytes of `b` that all rows of `a` are multiplied with before the next:
// well within a second-level cache.
constexpr size_t kPanelBytes = 256 << 10;

// Each product has one vector of sums, whatever the size of the tile, and so
// the same bits.
template <size_t kRows, size_t kColumns>
HWY_INLINE void Tile(const float* HWY_RESTRICT a, const float* HWY_RESTRICT b,
                     size_t dimension, float* HWY_RESTRICT products,
                     size_t stride) {
  const hn::ScalableTag<float> d;
  const size_t lanes = hn::Lanes(d);
  const size_t whole = dimension - dimension % lanes;
  hn::Vec<decltype(d)> sums[kRows][kColumns];
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kColumns; ++j) sums[i][j] = hn::Zero(d);
  }
  for (size_t k = 0; k < whole; k += lanes) {
    hn::Vec<decltype(d)> columns[kColumns];
    FELUDA_UNROLL
    for (size_t j = 0; j < kColumns; ++j) {
      columns[j] = hn::LoadU(d, b + j * dimension + k);
    }
    FELUDA_UNROLL
    for (size_t i = 0; i < kRows; ++i) {
      const auto row = hn::LoadU(d, a + i * dimension + k);
      FELUDA_UNROLL
      for (size_t j = 0; j < kColumns; ++j) {
        sums[i][j] = hn::MulAdd(row, columns[j], sums[i][j]);
      }
    }
  }
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kColumns; ++j) {
      float sum = hn::GetLane(hn::SumOfLanes(d, sums[i][j]));
      for (size_t k = whole; k < dimension; ++k) {
        sum += a[i * dimension + k] * b[j * dimension + k];
      }
      products[i * stride + j] = sum;
    }
  }
}

template <size_t kRows>
void Strip(const float* a, const RowsView& b, float* products, size_t stride) {
  size_t j = 0;
  for (; j + kTileColumns <= b.count; j += kTileColumns) {
    Tile<kRows, kTileColumns>(a, b[j], b.dimension, products + j, stride);
  }
  for (; j < b.count; ++j) {
    Tile<kRows, 1>(a, b[j], b.dimension, products + j, stride);
  }
}

void Panel(const RowsView& a, const RowsView& b, float* products,
           size_t stride) {
  size_t i = 0;
  for (; i + kTileRows <= a.count; i += kTileRows) {
    Strip<kTileRows>(a[i], b, products + i * stride, stride);
  }
  for (; i < a.count; ++i) Strip<1>(a[i], b, products + i * stride, stride);
}

void DotProducts(const RowsView& a, const RowsView& b, float* products,
                 size_t stride) {
  const size_t row_bytes = std::max<size_t>(1, b.dimension) * sizeof(float);
  const size_t rows = std::max<size_t>(kTileColumns, kPanelBytes / row_bytes);
  const size_t panel = rows - rows % kTileColumns;
  for (size_t j = 0; j < b.count; j += panel) {
    Panel(a, b.Slice(j, std::min(b.count, j + panel)), products + j, stride);
  }
}

float QuickSquaredDistance(const float* a, const float* b, size_t dimension) {
  const hn::ScalableTag<float> d;
  const size_t lanes = hn::Lanes(d);
  auto even = hn::Zero(d);
  auto odd = hn::Zero(d);
  size_t k = 0;
  for (; k + 2 * lanes <= dimension; k += 2 * lanes) {
    const auto first = hn::Sub(hn::LoadU(d, a + k), hn::LoadU(d, b + k));
    const auto second =
        hn::Sub(hn::LoadU(d, a + k + lanes), hn::LoadU(d, b + k + lanes));
    even = hn::MulAdd(first, first, even);
    odd = hn::MulAdd(second, second, odd);
  }
  float sum = hn::GetLane(hn::SumOfLanes(d, hn::Add(even, odd)));
  for (; k < dimension; ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sum;
}

// Multiplies the rows by the scales first, if they are scaled. The products are
// not fused with the difference, or equal rows would differ.
template <bool kScaled>
HWY_INLINE double SumSquares(const float* a, double scale_a, const float* b,
                             double scale_b, size_t dimension) {
  const hn::CappedTag<double, kLaneSums> d;
  const hn::Rebind<float, decltype(d)> half;
  constexpr size_t kParts = LaneSumParts<decltype(d)>();
  constexpr size_t kLanes = kLaneSums / kParts;
  const auto load = [&](const float* values, double scale) {
    const auto exact = hn::PromoteTo(d, hn::LoadU(half, values));
    return kScaled ? hn::Mul(exact, hn::Set(d, scale)) : exact;
  };
  hn::Vec<decltype(d)> sums[kParts];
  FELUDA_UNROLL
  for (size_t p = 0; p < kParts; ++p) sums[p] = hn::Zero(d);
  size_t k = 0;
  for (; k + kLaneSums <= dimension; k += kLaneSums) {
    FELUDA_UNROLL
    for (size_t p = 0; p < kParts; ++p) {
      const size_t at = k + p * kLanes;
      const auto difference =
          hn::Sub(load(a + at, scale_a), load(b + at, scale_b));
      sums[p] = hn::MulAdd(difference, difference, sums[p]);
    }
  }
  double sum = AddLaneSums(d, sums);
  for (; k < dimension; ++k) {
    const double difference = a[k] * scale_a - b[k] * scale_b;
    sum += difference * difference;
  }
  return sum;
}

double SquaredDistance(const float* a, const float* b, size_t dimension) {
  return SumSquares<false>(a, 1.0, b, 1.0, dimension);
}

double ScaledSquaredDistance(const float* a, double scale_a, const float* b,
                             double scale_b, size_t dimension) {
  return SumSquares<true>(a, scale_a, b, scale_b, dimension);
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(DotProducts);
HWY_EXPORT(QuickSquaredDistance);
HWY_EXPORT(SquaredDistance);
HWY_EXPORT(ScaledSquaredDistance);

void DotProducts(const RowsView& a, const RowsView& b, float* products,
                 size_t stride) {
  HWY_DYNAMIC_DISPATCH(DotProducts)(a, b, products, stride);
}

float DotProduct(const float* a, const float* b, size_t dimension) {
  float product;
  DotProducts(RowsView(a, 1, dimension), RowsView(b, 1, dimension), &product,
              1);
  return product;
}

float QuickSquaredDistance(const float* a, const float* b, size_t dimension) {
  return HWY_DYNAMIC_DISPATCH(QuickSquaredDistance)(a, b, dimension);
}

double SquaredDistance(const float* a, const float* b, size_t dimension) {
  return HWY_DYNAMIC_DISPATCH(SquaredDistance)(a, b, dimension);
}

double ScaledSquaredDistance(const float* a, double scale_a, const float* b,
                             double scale_b, size_t dimension) {
  return HWY_DYNAMIC_DISPATCH(ScaledSquaredDistance)(a, scale_a, b, scale_b,
                                                     dimension);
}

}  // namespace feluda
#endif  // HWY_ONCE
