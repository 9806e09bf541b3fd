#include "lib/operators/cluster_embeddings/dbscan/tile_neighbors.h"

#include <algorithm>
#include <limits>

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

using Lanes = hn::CappedTag<float, 16>;

// The sums of a group fill the registers but for those that hold what is added.
constexpr size_t kGroupRows = 4;
#if HWY_TARGET <= HWY_AVX3
constexpr size_t kGroupVectors = 4;
#else
constexpr size_t kGroupVectors = 2;
#endif

// Columns compared at a time: those of both blocks stay in a first-level cache,
// and pairs that are too far apart by then skip the rest.
constexpr size_t kSlab = 64;

using Sums = hn::Vec<Lanes>[kGroupRows][kGroupVectors];

HWY_INLINE bool AllAbove(const Sums& sums, float limit) {
  const Lanes d;
  auto least = sums[0][0];
  // One vector decides most cases.
  if (!hn::AllTrue(d, hn::Gt(least, hn::Set(d, limit)))) return false;
  FELUDA_UNROLL
  for (size_t i = 0; i < kGroupRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kGroupVectors; ++j) {
      least = hn::Min(least, sums[i][j]);
    }
  }
  return hn::AllTrue(d, hn::Gt(least, hn::Set(d, limit)));
}

template <class Mask>
uint64_t BitsOf(Mask mask) {
  uint8_t bytes[8] = {};
  const size_t written = hn::StoreMaskBits(Lanes(), mask, bytes);
  uint64_t bits = 0;
  for (size_t i = 0; i < written; ++i) bits |= uint64_t{bytes[i]} << (8 * i);
  return bits;
}

HWY_INLINE void ClearSums(Sums& sums) {
  FELUDA_UNROLL
  for (size_t i = 0; i < kGroupRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kGroupVectors; ++j) sums[i][j] = hn::Zero(Lanes());
  }
}

HWY_INLINE void LoadSums(const float* HWY_RESTRICT stored, Sums& sums) {
  const Lanes d;
  FELUDA_UNROLL
  for (size_t i = 0; i < kGroupRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kGroupVectors; ++j) {
      sums[i][j] = hn::LoadU(d, stored + i * kTileRows + j * hn::Lanes(d));
    }
  }
}

HWY_INLINE void StoreSums(const Sums& sums, float* HWY_RESTRICT stored) {
  const Lanes d;
  FELUDA_UNROLL
  for (size_t i = 0; i < kGroupRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kGroupVectors; ++j) {
      hn::StoreU(sums[i][j], d, stored + i * kTileRows + j * hn::Lanes(d));
    }
  }
}

HWY_INLINE void AddColumns(const float* HWY_RESTRICT a,
                           const float* HWY_RESTRICT b, size_t columns,
                           Sums& sums) {
  const Lanes d;
  for (size_t k = 0; k < columns; ++k) {
    hn::Vec<Lanes> column[kGroupVectors];
    FELUDA_UNROLL
    for (size_t j = 0; j < kGroupVectors; ++j) {
      column[j] = hn::LoadU(d, b + k * kTileRows + j * hn::Lanes(d));
    }
    FELUDA_UNROLL
    for (size_t i = 0; i < kGroupRows; ++i) {
      const auto row = hn::Set(d, a[k * kTileRows + i]);
      FELUDA_UNROLL
      for (size_t j = 0; j < kGroupVectors; ++j) {
        const auto difference = hn::Sub(row, column[j]);
        sums[i][j] = hn::MulAdd(difference, difference, sums[i][j]);
      }
    }
  }
}

HWY_INLINE void CompareSums(const Sums& sums, float sure, float possible,
                            size_t first, uint64_t* HWY_RESTRICT sure_bits,
                            uint64_t* HWY_RESTRICT possible_bits) {
  const Lanes d;
  FELUDA_UNROLL
  for (size_t i = 0; i < kGroupRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kGroupVectors; ++j) {
      const auto near = hn::Le(sums[i][j], hn::Set(d, possible));
      if (HWY_LIKELY(hn::AllFalse(d, near))) continue;
      const size_t shift = first + j * hn::Lanes(d);
      possible_bits[i] |= BitsOf(near) << shift;
      sure_bits[i] |= BitsOf(hn::Le(sums[i][j], hn::Set(d, sure))) << shift;
    }
  }
}

void CompareBlocks(const float* a, size_t rows, const float* b,
                   size_t dimension, float sure, float possible,
                   TileNeighbors& neighbors) {
  // Groups are always whole.
  const size_t filled = (rows + kGroupRows - 1) / kGroupRows * kGroupRows;
  std::fill_n(neighbors.sure, filled, 0);
  std::fill_n(neighbors.possible, filled, 0);
  HWY_ALIGN float stored[kTileRows * kTileRows];
  const size_t step = kGroupVectors * hn::Lanes(Lanes());
  for (size_t k = 0; k < dimension; k += kSlab) {
    const size_t columns = std::min(kSlab, dimension - k);
    const bool last = k + columns == dimension;
    for (size_t i = 0; i < rows; i += kGroupRows) {
      for (size_t first = 0; first < kTileRows; first += step) {
        Sums sums;
        if (k == 0) {
          ClearSums(sums);
        } else {
          LoadSums(&stored[i * kTileRows + first], sums);
          // Sums only grow, so that all these pairs are too far apart.
          if (AllAbove(sums, possible)) continue;
        }
        AddColumns(a + k * kTileRows + i, b + k * kTileRows + first, columns,
                   sums);
        if (last) {
          CompareSums(sums, sure, possible, first, neighbors.sure + i,
                      neighbors.possible + i);
        } else {
          StoreSums(sums, &stored[i * kTileRows + first]);
        }
      }
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(CompareBlocks);

DistanceLimit::DistanceLimit(double squared, size_t dimension)
    : squared_(squared), dimension_(dimension) {
  // Each square has three roundings, and each sum one. Squares of tiny numbers
  // may become 0.
  const double relative = (dimension + 8.0) * 0x1p-24;
  const double vanished = (dimension + 8.0) * 0x1p-149;
  constexpr double kMax = std::numeric_limits<float>::max();
  sure_ = static_cast<float>(
      std::clamp(squared * (1.0 - relative) - vanished, -1.0, kMax));
  possible_ = static_cast<float>(
      std::clamp(squared * (1.0 + relative) + vanished, 0.0, kMax));
}

void DistanceLimit::Compare(const float* a, size_t rows, const float* b,
                            TileNeighbors& neighbors) const {
  HWY_DYNAMIC_DISPATCH(CompareBlocks)
  (a, rows, b, dimension_, sure_, possible_, neighbors);
}

}  // namespace feluda
#endif  // HWY_ONCE
