#include "lib/vectors/squared_distances.h"

#include <algorithm>

// The loops over a tile must be unrolled, or its sums would live in memory.
#define FELUDA_UNROLL _Pragma("GCC unroll 8")

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/vectors/squared_distances.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/vectors/lane_sums-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::CappedTag<float, kLaneSums>;
constexpr size_t kParts = LaneSumParts<D>();
constexpr size_t kLanes = kLaneSums / kParts;

// A tile compares several rows with several columns at once, so that each
// vector loaded serves several pairs, and independent sums hide the latency of
// additions. Its sums fill the registers but for those that hold what is added.
// AVX2 has sixteen.
#if HWY_TARGET <= HWY_AVX3
constexpr size_t kTileRows = 4;
constexpr size_t kTileColumns = 4;
#elif HWY_TARGET <= HWY_AVX2
constexpr size_t kTileRows = 3;
constexpr size_t kTileColumns = 3;
#else
constexpr size_t kTileRows = 4;
constexpr size_t kTileColumns = 2;
#endif

// The bytes of `b` that all rows of `a` are compared with before the next: well
// within a second-level cache.
constexpr size_t kPanelBytes = 256 << 10;

// Rows are asked for this many strips before they are compared.
constexpr size_t kStripsAhead = 4;

using Rows = absl::Span<const float* const>;

// Into the second-level cache: where few columns are compared, most of the time
// would go into waiting for rows, and the first level takes few requests at
// once.
HWY_INLINE void PrefetchRows(Rows rows, size_t k) {
  for (const float* row : rows) __builtin_prefetch(row + k, 0, 2);
}

// `count` numbers and zeros; reads no further.
HWY_INLINE hn::Vec<D> LoadFirst(const float* values, size_t count) {
  const D d;
#if HWY_TARGET <= HWY_AVX2
  return hn::MaskedLoad(hn::FirstN(d, count), d, values);
#else
  HWY_ALIGN float padded[kLanes] = {};
  std::copy_n(values, count, padded);
  return hn::Load(d, padded);
#endif
}

// Adds the squares of the differences that start at `k` to each pair's sums.
template <size_t kRows, size_t kColumns, typename Load>
HWY_INLINE void AddSquares(const float* const* a, const float* HWY_RESTRICT b,
                           size_t dimension, size_t k, Load load,
                           hn::Vec<D> (&sums)[kRows][kColumns]) {
  hn::Vec<D> columns[kColumns];
  FELUDA_UNROLL
  for (size_t j = 0; j < kColumns; ++j) {
    columns[j] = load(b + j * dimension + k);
  }
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    const auto row = load(a[i] + k);
    FELUDA_UNROLL
    for (size_t j = 0; j < kColumns; ++j) {
      const auto difference = hn::Sub(row, columns[j]);
      sums[i][j] = hn::MulAdd(difference, difference, sums[i][j]);
    }
  }
}

// Fills sums[i][j]: the partial sums of one part for each pair. Shorter vectors
// go through the rows once a part, since the sums of all parts would not fit
// into the registers.
template <size_t kRows, size_t kColumns>
HWY_INLINE void SumPart(const float* const* a, Rows next,
                        const float* HWY_RESTRICT b, size_t dimension,
                        size_t part, hn::Vec<D> (&sums)[kRows][kColumns]) {
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kColumns; ++j) sums[i][j] = hn::Zero(D());
  }
  size_t k = part * kLanes;
  for (; k + kLanes <= dimension; k += kLaneSums) {
    PrefetchRows(next, k);
    AddSquares(
        a, b, dimension, k,
        [](const float* values) { return hn::LoadU(D(), values); }, sums);
  }
  if (k >= dimension) return;
  AddSquares(
      a, b, dimension, k,
      [&](const float* values) { return LoadFirst(values, dimension - k); },
      sums);
}

// Each pair has kLaneSums partial sums, whatever the tile and the processor,
// and so the same bits. Prefetches the rows `next`, if any.
template <size_t kRows, size_t kColumns>
HWY_INLINE void Tile(const float* const* a, Rows next,
                     const float* HWY_RESTRICT b, size_t dimension,
                     float* HWY_RESTRICT distances, size_t stride) {
  hn::Vec<D> parts[kParts][kRows][kColumns];
  FELUDA_UNROLL
  for (size_t p = 0; p < kParts; ++p) {
    SumPart(a, p == 0 ? next : Rows(), b, dimension, p, parts[p]);
  }
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kColumns; ++j) {
      hn::Vec<D> sums[kParts];
      for (size_t p = 0; p < kParts; ++p) sums[p] = parts[p][i][j];
      distances[i * stride + j] = AddLaneSums(D(), sums);
    }
  }
}

// Each of the strip's tiles prefetches its share of `next`.
template <size_t kRows>
void Strip(const float* const* a, Rows next, const RowsView& b,
           float* distances, size_t stride) {
  const size_t tiles = (b.count + kTileColumns - 1) / kTileColumns;
  const size_t share = (next.size() + tiles - 1) / tiles;
  const auto take_share = [&] {
    const Rows taken = next.subspan(0, share);
    next.remove_prefix(taken.size());
    return taken;
  };
  size_t j = 0;
  for (; j + kTileColumns <= b.count; j += kTileColumns) {
    Tile<kRows, kTileColumns>(a, take_share(), b[j], b.dimension, distances + j,
                              stride);
  }
  for (; j + 2 <= b.count; j += 2) {
    Tile<kRows, 2>(a, take_share(), b[j], b.dimension, distances + j, stride);
  }
  if (j < b.count) {
    Tile<kRows, 1>(a, take_share(), b[j], b.dimension, distances + j, stride);
  }
}

void Panel(const float* const* a, size_t count, const RowsView& b,
           float* distances, size_t stride) {
  size_t i = 0;
  for (; i + kTileRows <= count; i += kTileRows) {
    const size_t ahead = std::min(count, i + kStripsAhead * kTileRows);
    const Rows next(a + ahead, std::min(kTileRows, count - ahead));
    Strip<kTileRows>(a + i, next, b, distances + i * stride, stride);
  }
  for (; i < count; ++i) {
    Strip<1>(a + i, Rows(), b, distances + i * stride, stride);
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
