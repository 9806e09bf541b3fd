#include "lib/vectors/squared_distances.h"

#include <algorithm>

// The loops over a tile must vanish, or its sums would live in memory.
#define FELUDA_UNROLL _Pragma("GCC unroll 8")

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/vectors/squared_distances.cc"
#include "hwy/cache_control.h"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// As many sums as the registers hold beside what is being added.
constexpr size_t kTileRows = 4;
#if HWY_TARGET <= HWY_AVX3
constexpr size_t kTileColumns = 4;
#else
constexpr size_t kTileColumns = 2;
#endif

// The bytes of `b` that are read again and again: well within a second-level
// cache.
constexpr size_t kPanelBytes = 256 << 10;

// Each pair has one vector of sums, whatever the tile, and so the same bits.
// Brings `next` rows, if any, towards the cache: where few columns are to be
// compared, the time goes into waiting for rows.
template <size_t kRows, size_t kColumns>
HWY_INLINE void Tile(const float* const* a, const float* const* next,
                     const float* HWY_RESTRICT b, size_t dimension,
                     float* HWY_RESTRICT distances, size_t stride) {
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
      const auto row = hn::LoadU(d, a[i] + k);
      if (next != nullptr) hwy::Prefetch(next[i] + k);
      FELUDA_UNROLL
      for (size_t j = 0; j < kColumns; ++j) {
        const auto difference = hn::Sub(row, columns[j]);
        sums[i][j] = hn::MulAdd(difference, difference, sums[i][j]);
      }
    }
  }
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kColumns; ++j) {
      float sum = hn::GetLane(hn::SumOfLanes(d, sums[i][j]));
      for (size_t k = whole; k < dimension; ++k) {
        const float difference = a[i][k] - b[j * dimension + k];
        sum += difference * difference;
      }
      distances[i * stride + j] = sum;
    }
  }
}

template <size_t kRows>
void Strip(const float* const* a, const float* const* next, const RowsView& b,
           float* distances, size_t stride) {
  size_t j = 0;
  for (; j + kTileColumns <= b.count; j += kTileColumns) {
    Tile<kRows, kTileColumns>(a, j == 0 ? next : nullptr, b[j], b.dimension,
                              distances + j, stride);
  }
  for (; j + 2 <= b.count; j += 2) {
    Tile<kRows, 2>(a, j == 0 ? next : nullptr, b[j], b.dimension, distances + j,
                   stride);
  }
  if (j < b.count) {
    Tile<kRows, 1>(a, j == 0 ? next : nullptr, b[j], b.dimension, distances + j,
                   stride);
  }
}

void Panel(const float* const* a, size_t count, const RowsView& b,
           float* distances, size_t stride) {
  size_t i = 0;
  for (; i + kTileRows <= count; i += kTileRows) {
    const float* const* next =
        i + 2 * kTileRows <= count ? a + i + kTileRows : nullptr;
    Strip<kTileRows>(a + i, next, b, distances + i * stride, stride);
  }
  for (; i < count; ++i) {
    Strip<1>(a + i, nullptr, b, distances + i * stride, stride);
  }
}

void SquaredDistances(const float* const* a, size_t count, const RowsView& b,
                      float* distances, size_t stride) {
  const size_t row_bytes = std::max<size_t>(1, b.dimension) * sizeof(float);
  const size_t rows = std::max<size_t>(kTileColumns, kPanelBytes / row_bytes);
  const size_t panel = rows - rows % kTileColumns;
  for (size_t j = 0; j < b.count; j += panel) {
    Panel(a, count, b.Slice(j, std::min(b.count, j + panel)), distances + j,
          stride);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(SquaredDistances);

void SquaredDistances(absl::Span<const float* const> a, const RowsView& b,
                      float* distances, size_t stride) {
  HWY_DYNAMIC_DISPATCH(SquaredDistances)
  (a.data(), a.size(), b, distances, stride);
}

}  // namespace feluda
#endif  // HWY_ONCE
