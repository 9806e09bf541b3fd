#include "lib/vectors/rounded_products.h"

#include <algorithm>

// The loops over a tile must be unrolled, or its sums would live in memory.
#define FELUDA_UNROLL _Pragma("GCC unroll 8")

// Highway includes this file once for each instruction set, and so compiles
// what stands between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE for each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/vectors/rounded_products.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// A tile multiplies several rows with four columns at once, so that each vector
// loaded serves several products. Half of the registers of AVX-512, and of the
// sixteen of AVX2, hold its sums, and one holds a product.
//
// A panel is the bytes of `b` that all rows of `a` are multiplied with before
// the next: well within a second-level cache, or, since tiles of two rows read
// `b` faster than that gives it, half of a first-level cache.
#if HWY_TARGET <= HWY_AVX3
constexpr size_t kTileRows = 4;
constexpr size_t kPanelBytes = 256 << 10;
#else
constexpr size_t kTileRows = 2;
constexpr size_t kPanelBytes = 16 << 10;
#endif
constexpr size_t kTileColumns = 4;

#if HWY_TARGET == HWY_SCALAR
// It has none of the operations that are needed below.
template <size_t kRows>
void Tile(const int16_t* a, const float* a_units, const int16_t* b,
          const float* b_units, size_t length, size_t columns, float* products,
          size_t stride) {
  for (size_t i = 0; i < kRows; ++i) {
    for (size_t j = 0; j < columns; ++j) {
      int32_t sum = 0;
      for (size_t k = 0; k < length; ++k) {
        sum += a[i * length + k] * b[j * length + k];
      }
      products[i * stride + j] =
          static_cast<float>(sum) * (b_units[j] * a_units[i]);
    }
  }
}

int32_t RoundedSquare(const int16_t* row, size_t length) {
  int32_t sum = 0;
  for (size_t k = 0; k < length; ++k) sum += row[k] * row[k];
  return sum;
}
#else
using Words = hn::CappedTag<int16_t, 32>;
using Sums = hn::RepartitionToWide<Words>;
using Four = hn::CappedTag<int32_t, 4>;

template <typename D>
HWY_INLINE hn::Vec<Four> FoldBlocks(D, hn::Vec<D> sums) {
  if constexpr (hn::MaxLanes(D()) > 4) {
    const hn::Half<D> half;
    return FoldBlocks(
        half, hn::Add(hn::LowerHalf(half, sums), hn::UpperHalf(half, sums)));
  } else {
    return sums;
  }
}

// The sums of the lanes of each of four vectors.
HWY_INLINE hn::Vec<Four> FoldFour(const hn::Vec<Sums> (&sums)[kTileColumns]) {
  const Sums d;
  const hn::RepartitionToWide<Sums> wide;
  const auto first = hn::Add(hn::InterleaveLower(d, sums[0], sums[1]),
                             hn::InterleaveUpper(d, sums[0], sums[1]));
  const auto second = hn::Add(hn::InterleaveLower(d, sums[2], sums[3]),
                              hn::InterleaveUpper(d, sums[2], sums[3]));
  const auto low = hn::InterleaveLower(wide, hn::BitCast(wide, first),
                                       hn::BitCast(wide, second));
  const auto high = hn::InterleaveUpper(wide, hn::BitCast(wide, first),
                                        hn::BitCast(wide, second));
  return FoldBlocks(d, hn::Add(hn::BitCast(d, low), hn::BitCast(d, high)));
}

// Keeps a vector in a register. With the sixteen of AVX2, GCC would rather load
// a column anew for each row, and copy all sums each time.
template <typename V>
HWY_INLINE void Keep(V& vector) {
#if HWY_TARGET == HWY_AVX2
  asm("" : "+x"(vector.raw));
#else
  (void)vector;
#endif
}

template <size_t kRows>
HWY_INLINE void SumProducts(const int16_t* HWY_RESTRICT a,
                            const int16_t* HWY_RESTRICT b, size_t length,
                            hn::Vec<Sums> (&sums)[kRows][kTileColumns]) {
  const Words words;
  const Sums d;
  hn::Vec<Sums> others[kRows][kTileColumns];
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kTileColumns; ++j) {
      sums[i][j] = others[i][j] = hn::Zero(d);
    }
  }
  for (size_t k = 0; k < length; k += hn::Lanes(words)) {
    hn::Vec<Words> row[kRows];
    FELUDA_UNROLL
    for (size_t i = 0; i < kRows; ++i) {
      row[i] = hn::Load(words, a + i * length + k);
    }
    FELUDA_UNROLL
    for (size_t j = 0; j < kTileColumns; ++j) {
      auto column = hn::Load(words, b + j * length + k);
      Keep(column);
      FELUDA_UNROLL
      for (size_t i = 0; i < kRows; ++i) {
        auto sum = hn::ReorderWidenMulAccumulate(d, row[i], column, sums[i][j],
                                                 others[i][j]);
        Keep(sum);
        sums[i][j] = sum;
      }
    }
  }
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kTileColumns; ++j) {
      sums[i][j] = hn::Add(sums[i][j], others[i][j]);
    }
  }
}

// Stores the first `columns` of the products of each row.
template <size_t kRows>
HWY_INLINE void Tile(const int16_t* a, const float* a_units, const int16_t* b,
                     const float* b_units, size_t length, size_t columns,
                     float* HWY_RESTRICT products, size_t stride) {
  hn::Vec<Sums> sums[kRows][kTileColumns];
  SumProducts(a, b, length, sums);
  const hn::Rebind<float, Four> d;
  const auto units = hn::LoadU(d, b_units);
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    const auto unit = hn::Mul(units, hn::Set(d, a_units[i]));
    const auto product = hn::Mul(hn::ConvertTo(d, FoldFour(sums[i])), unit);
    float* row = products + i * stride;
    if (HWY_LIKELY(columns == kTileColumns)) {
      hn::StoreU(product, d, row);
    } else {
      HWY_ALIGN float all[kTileColumns];
      hn::Store(product, d, all);
      std::copy_n(all, columns, row);
    }
  }
}

int32_t RoundedSquare(const int16_t* row, size_t length) {
  const Words words;
  const Sums d;
  auto sum = hn::Zero(d), other = hn::Zero(d);
  for (size_t k = 0; k < length; k += hn::Lanes(words)) {
    const auto some = hn::Load(words, row + k);
    sum = hn::ReorderWidenMulAccumulate(d, some, some, sum, other);
  }
  return hn::GetLane(hn::SumOfLanes(d, hn::Add(sum, other)));
}
#endif

template <size_t kRows>
void Strip(const int16_t* a, const float* a_units, const RoundedView& b,
           float* products, size_t stride) {
  for (size_t j = 0; j < b.count; j += kTileColumns) {
    Tile<kRows>(a, a_units, b.values + j * b.stride, b.units + j, b.stride,
                std::min(kTileColumns, b.count - j), products + j, stride);
  }
}

void Panel(const RoundedView& a, const RoundedView& b, float* products,
           size_t stride) {
  size_t i = 0;
  for (; i + kTileRows <= a.count; i += kTileRows) {
    Strip<kTileRows>(a.values + i * a.stride, a.units + i, b,
                     products + i * stride, stride);
  }
  for (; i < a.count; ++i) {
    Strip<1>(a.values + i * a.stride, a.units + i, b, products + i * stride,
             stride);
  }
}

void RoundedProducts(const RoundedView& a, const RoundedView& b,
                     float* products, size_t stride) {
  const size_t row_bytes = std::max<size_t>(1, b.stride) * sizeof(int16_t);
  const size_t rows = std::max<size_t>(kTileColumns, kPanelBytes / row_bytes);
  const size_t panel = rows - rows % kTileColumns;
  for (size_t j = 0; j < b.count; j += panel) {
    const size_t count = std::min(panel, b.count - j);
    Panel(a, {b.values + j * b.stride, b.units + j, count, b.stride},
          products + j, stride);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(RoundedProducts);
HWY_EXPORT(RoundedSquare);

void RoundedProducts(const RoundedView& a, const RoundedView& b,
                     float* products, size_t stride) {
  HWY_DYNAMIC_DISPATCH(RoundedProducts)(a, b, products, stride);
}

int32_t RoundedSquare(const int16_t* row, size_t length) {
  return HWY_DYNAMIC_DISPATCH(RoundedSquare)(row, length);
}

}  // namespace feluda
#endif  // HWY_ONCE
