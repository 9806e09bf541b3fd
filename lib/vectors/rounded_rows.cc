#include "lib/vectors/rounded_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "lib/base/huge_pages.h"

#ifndef LIB_VECTORS_ROUNDED_ROWS_CC_
#define LIB_VECTORS_ROUNDED_ROWS_CC_
namespace feluda {
namespace {

struct RoundedUnit {
  float unit;
  float radius;
};

// The length of a row in units, and its largest number: the square of the
// length stays below 2^31, although rounding adds up to half the root of the
// dimension.
constexpr float kLength = 46000.0f;
constexpr float kLargest = 32766.0f;

// Added to a number between -2^22 and 2^22, leaves the nearest whole number in
// the lower bits, which costs less than a conversion.
constexpr float kShift = 0x1.8p23f;

// Shorter rows become zeros: their squares may vanish.
constexpr float kShort = 1e-16f;

// More than float32 rounds of a radius, as parts of it and of the length: what
// a number loses where something is subtracted from it before, and without a
// fused multiply-add.
constexpr float kAbove = 1.001f;
constexpr float kOfLength = 3e-7f;

}  // namespace
}  // namespace feluda
#endif  // LIB_VECTORS_ROUNDED_ROWS_CC_

// The loops over a tile must be unrolled, or its sums would live in memory.
#define FELUDA_UNROLL _Pragma("GCC unroll 8")

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/vectors/rounded_rows.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/vectors/lane_sums-inl.h"

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

int32_t SquareOf(const int16_t* row, size_t length) {
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

// A row's product with itself. Unlike tiles it reads no rows beside it, which
// other threads may be writing.
int32_t SquareOf(const int16_t* row, size_t length) {
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

using Floats = hn::CappedTag<float, kLaneSums>;
constexpr size_t kParts = LaneSumParts<Floats>();
constexpr size_t kLanes = kLaneSums / kParts;

// The numbers of a row that fill all partial sums.
size_t WholeOf(size_t dimension) { return dimension - dimension % kLaneSums; }

// The numbers of a row, less those of `origin` if there is one.
template <bool kOffset>
struct Offsets {
  const float* HWY_RESTRICT values;
  const float* HWY_RESTRICT origin;

  HWY_INLINE hn::Vec<Floats> Load(size_t k) const {
    const Floats d;
    const auto some = hn::LoadU(d, values + k);
    if constexpr (kOffset) return hn::Sub(some, hn::LoadU(d, origin + k));
    return some;
  }

  HWY_INLINE float At(size_t k) const {
    return kOffset ? values[k] - origin[k] : values[k];
  }
};

// The length of a row, and its largest number.
template <typename Row>
std::pair<float, float> LengthAndLargest(const Row& row, size_t dimension) {
  const Floats d;
  hn::Vec<Floats> squares[kParts];
  auto largest = hn::Zero(d);
  FELUDA_UNROLL
  for (size_t p = 0; p < kParts; ++p) squares[p] = hn::Zero(d);
  const size_t whole = WholeOf(dimension);
  for (size_t k = 0; k < whole; k += kLaneSums) {
    FELUDA_UNROLL
    for (size_t p = 0; p < kParts; ++p) {
      const auto some = row.Load(k + p * kLanes);
      squares[p] = hn::MulAdd(some, some, squares[p]);
      largest = hn::Max(largest, hn::Abs(some));
    }
  }
  float square = AddLaneSums(d, squares);
  float most = hn::GetLane(hn::MaxOfLanes(d, largest));
  for (size_t k = whole; k < dimension; ++k) {
    square += row.At(k) * row.At(k);
    most = std::max(most, std::abs(row.At(k)));
  }
  return {std::sqrt(square), most};
}

// Rounds a row to multiples of `unit`; returns how far that moves it.
template <typename Row>
float RoundTo(float unit, float scale, const Row& row, size_t dimension,
              int16_t* HWY_RESTRICT rounded) {
  const Floats d;
  const hn::Rebind<int16_t, Floats> words;
  const hn::Rebind<int32_t, Floats> integers;
  const auto shift = hn::Set(d, kShift);
  hn::Vec<Floats> squares[kParts];
  FELUDA_UNROLL
  for (size_t p = 0; p < kParts; ++p) squares[p] = hn::Zero(d);
  const size_t whole = WholeOf(dimension);
  for (size_t k = 0; k < whole; k += kLaneSums) {
    FELUDA_UNROLL
    for (size_t p = 0; p < kParts; ++p) {
      const size_t at = k + p * kLanes;
      const auto some = row.Load(at);
      const auto shifted = hn::MulAdd(some, hn::Set(d, scale), shift);
      const auto nearest =
          hn::Sub(hn::BitCast(integers, shifted), hn::BitCast(integers, shift));
      hn::StoreU(hn::DemoteTo(words, nearest), words, rounded + at);
      const auto move =
          hn::NegMulAdd(hn::Sub(shifted, shift), hn::Set(d, unit), some);
      squares[p] = hn::MulAdd(move, move, squares[p]);
    }
  }
  float square = AddLaneSums(d, squares);
  for (size_t k = whole; k < dimension; ++k) {
    rounded[k] = static_cast<int16_t>(std::lrint(row.At(k) * scale));
    const float move = row.At(k) - unit * rounded[k];
    square += move * move;
  }
  return std::sqrt(square);
}

template <typename Row>
RoundedUnit Round(const Row& row, size_t dimension, int16_t* rounded) {
  const auto [length, largest] = LengthAndLargest(row, dimension);
  if (length < kShort) {
    std::fill_n(rounded, dimension, int16_t{0});
    return {0.0f, kShort};
  }
  const float units = kLength - std::sqrt(static_cast<float>(dimension)) / 2;
  const float scale = std::min(units / length, kLargest / largest);
  const float unit = 1.0f / scale;
  const float moved = RoundTo(unit, scale, row, dimension, rounded);
  return {unit, moved * kAbove + length * kOfLength};
}

// Tells in which unit a row less `origin` is rounded, and how far the row is
// moved by it. Without an origin nothing is subtracted.
RoundedUnit RoundRow(const float* values, const float* origin, size_t dimension,
                     int16_t* rounded) {
  return origin == nullptr
             ? Round(Offsets<false>{values, origin}, dimension, rounded)
             : Round(Offsets<true>{values, origin}, dimension, rounded);
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

namespace {

// They fill up the last tile.
constexpr size_t kSpareRows = 3;

}  // namespace

HWY_EXPORT(RoundedProducts);
HWY_EXPORT(RoundRow);
HWY_EXPORT(SquareOf);

RoundedRows::RoundedRows(size_t count, size_t dimension)
    : dimension_(dimension),
      lines_of_row_((dimension + kLineWords - 1) / kLineWords),
      units_(count + kSpareRows),
      squared_norms_(count),
      radii_(count) {
  ReserveInHugePages((count + kSpareRows) * lines_of_row_, lines_);
  lines_.resize((count + kSpareRows) * lines_of_row_);
}

void RoundedRows::Set(size_t row, const float* values, const float* origin) {
  int16_t* words = lines_[row * lines_of_row_].words;
  const RoundedUnit rounded =
      HWY_DYNAMIC_DISPATCH(RoundRow)(values, origin, dimension_, words);
  units_[row] = rounded.unit;
  radii_[row] = rounded.radius;
  const int32_t square =
      HWY_DYNAMIC_DISPATCH(SquareOf)(words, lines_of_row_ * kLineWords);
  // The bits that a product has.
  squared_norms_[row] =
      static_cast<float>(square) * (rounded.unit * rounded.unit);
}

void RoundedRows::Get(size_t row, float* values) const {
  const int16_t* words = lines_[row * lines_of_row_].words;
  for (size_t k = 0; k < dimension_; ++k) values[k] = units_[row] * words[k];
}

void RoundedRows::Copy(const RoundedRows& other, size_t from, size_t to) {
  std::copy_n(&other.lines_[from * lines_of_row_], lines_of_row_,
              &lines_[to * lines_of_row_]);
  units_[to] = other.units_[from];
  squared_norms_[to] = other.squared_norms_[from];
  radii_[to] = other.radii_[from];
}

void RoundedProducts(const RoundedView& a, const RoundedView& b,
                     float* products, size_t stride) {
  HWY_DYNAMIC_DISPATCH(RoundedProducts)(a, b, products, stride);
}

}  // namespace feluda
#endif  // HWY_ONCE
