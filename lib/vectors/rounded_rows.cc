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

// The loops over partial sums must be unrolled, or they would live in memory.
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

HWY_EXPORT(RoundRow);

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
  const int32_t square = RoundedSquare(words, lines_of_row_ * kLineWords);
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

}  // namespace feluda
#endif  // HWY_ONCE
