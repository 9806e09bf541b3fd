#include "lib/operators/cluster_embeddings/dbscan/tile_neighbors.h"

#include <algorithm>
#include <limits>
#include <utility>

// The loops over a group must be unrolled, or its sums would live in memory.
#define FELUDA_UNROLL _Pragma("GCC unroll 8")

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/cluster_embeddings/dbscan/tile_neighbors.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<int32_t, 16>;
using Floats = hn::Rebind<float, Lanes>;
constexpr size_t kTileRows = TileRows::kRows;

// The sums of a group take half of the registers: what is multiplied, and the
// products before they are added, take others.
constexpr size_t kGroupRows = 4;
#if HWY_TARGET <= HWY_AVX3
constexpr size_t kGroupVectors = 4;
#else
constexpr size_t kGroupVectors = 2;
#endif

// Adds the products of the two numbers in each lane.
HWY_INLINE hn::Vec<Lanes> AddPairs(hn::Vec<Lanes> a, hn::Vec<Lanes> b,
                                   hn::Vec<Lanes> sum) {
#if HWY_TARGET == HWY_SCALAR
  const auto words = [](int32_t pair) {
    return std::pair(static_cast<int16_t>(pair),
                     static_cast<int16_t>(pair >> 16));
  };
  const auto [a0, a1] = words(hn::GetLane(a));
  const auto [b0, b1] = words(hn::GetLane(b));
  return hn::Set(Lanes(), a0 * b0 + a1 * b1 + hn::GetLane(sum));
#else
  const Lanes d;
  const hn::RepartitionToNarrow<Lanes> words;
  auto other = hn::Zero(d);
  const auto first = hn::ReorderWidenMulAccumulate(
      d, hn::BitCast(words, a), hn::BitCast(words, b), hn::Zero(d), other);
  return hn::Add(sum, hn::RearrangeToOddPlusEven(first, other));
#endif
}

template <class Mask>
uint64_t BitsOf(Mask mask) {
  uint8_t bytes[8] = {};
  const size_t written = hn::StoreMaskBits(Floats(), mask, bytes);
  uint64_t bits = 0;
  for (size_t i = 0; i < written; ++i) bits |= uint64_t{bytes[i]} << (8 * i);
  return bits;
}

using GroupSums = hn::Vec<Lanes>[kGroupRows][kGroupVectors];

// Sums the products of the rows from `i` on with the columns from `j` on.
HWY_INLINE void SumProducts(const TileRows& a, size_t i, const TileRows& b,
                            size_t j, GroupSums& sums) {
  const Lanes d;
  FELUDA_UNROLL
  for (size_t r = 0; r < kGroupRows; ++r) {
    FELUDA_UNROLL
    for (size_t v = 0; v < kGroupVectors; ++v) sums[r][v] = hn::Zero(d);
  }
  const int32_t* HWY_RESTRICT rows = a.Pairs() + i;
  const int32_t* HWY_RESTRICT columns = b.Pairs() + j;
  const size_t end = a.pairs() * kTileRows;
  for (size_t p = 0; p < end; p += kTileRows) {
    hn::Vec<Lanes> column[kGroupVectors];
    FELUDA_UNROLL
    for (size_t v = 0; v < kGroupVectors; ++v) {
      column[v] = hn::LoadU(d, columns + p + v * hn::Lanes(d));
    }
    FELUDA_UNROLL
    for (size_t r = 0; r < kGroupRows; ++r) {
      const auto row = hn::Set(d, rows[p + r]);
      FELUDA_UNROLL
      for (size_t v = 0; v < kGroupVectors; ++v) {
        sums[r][v] = AddPairs(row, column[v], sums[r][v]);
      }
    }
  }
}

// The exact distance of two rows is within their radii of the root of `square`,
// which is itself within `error`.
HWY_INLINE void CompareGroup(const TileRows& a, size_t i, const TileRows& b,
                             size_t j, float sure, float possible,
                             TileNeighbors& neighbors) {
  const Floats f;
  GroupSums sums;
  SumProducts(a, i, b, j, sums);
  FELUDA_UNROLL
  for (size_t v = 0; v < kGroupVectors; ++v) {
    const size_t at = j + v * hn::Lanes(f);
    const auto units = hn::LoadU(f, b.units() + at);
    const auto norms = hn::LoadU(f, b.squared_norms() + at);
    const auto radii = hn::LoadU(f, b.radii() + at);
    FELUDA_UNROLL
    for (size_t r = 0; r < kGroupRows; ++r) {
      const auto unit = hn::Mul(units, hn::Set(f, -2.0f * a.units()[i + r]));
      const auto both = hn::Add(norms, hn::Set(f, a.squared_norms()[i + r]));
      const auto square = hn::MulAdd(hn::ConvertTo(f, sums[r][v]), unit, both);
      const auto error = hn::Mul(both, hn::Set(f, RoundedRows::kRounding));
      const auto radius = hn::Add(radii, hn::Set(f, a.radii()[i + r]));
      const auto most = hn::Add(hn::Set(f, possible), radius);
      const auto near = hn::Le(square, hn::MulAdd(most, most, error));
      if (HWY_LIKELY(hn::AllFalse(f, near))) continue;
      const auto least = hn::Sub(hn::Set(f, sure), radius);
      const auto surely =
          hn::And(hn::Ge(least, hn::Zero(f)),
                  hn::Le(hn::Add(square, error), hn::Mul(least, least)));
      neighbors.possible[i + r] |= BitsOf(near) << at;
      neighbors.sure[i + r] |= BitsOf(surely) << at;
    }
  }
}

void CompareTiles(const TileRows& a, size_t rows, const TileRows& b, float sure,
                  float possible, TileNeighbors& neighbors) {
  // Groups are always whole.
  const size_t filled = (rows + kGroupRows - 1) / kGroupRows * kGroupRows;
  std::fill_n(neighbors.sure, filled, 0);
  std::fill_n(neighbors.possible, filled, 0);
  const size_t step = kGroupVectors * hn::Lanes(Lanes());
  for (size_t i = 0; i < rows; i += kGroupRows) {
    for (size_t j = 0; j < kTileRows; j += step) {
      CompareGroup(a, i, b, j, sure, possible, neighbors);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(CompareTiles);

DistanceLimit::DistanceLimit(double eps) : squared_(eps * eps) {
  // More than eps is rounded, and the sums of it and radii.
  constexpr double kRounding = 0x1p-21;
  constexpr double kMax = std::numeric_limits<float>::max();
  sure_ = static_cast<float>(std::min(eps * (1.0 - kRounding), kMax));
  possible_ = static_cast<float>(std::min(eps * (1.0 + kRounding), kMax));
}

void DistanceLimit::Compare(const TileRows& a, size_t rows, const TileRows& b,
                            TileNeighbors& neighbors) const {
  HWY_DYNAMIC_DISPATCH(CompareTiles)(a, rows, b, sure_, possible_, neighbors);
}

}  // namespace feluda
#endif  // HWY_ONCE
