#include "lib/operators/video_hash/pdqf.h"

#include <cmath>

// The loops over a tile must be unrolled, or its sums would live in memory.
#define FELUDA_UNROLL _Pragma("GCC unroll 8")

// Highway includes this file once for each instruction set, and so compiles
// what stands between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE for each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/operators/video_hash/pdqf.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr size_t kSide = kPdqfSide;
constexpr size_t kRows = kPdqfFrequencies;

// Vectors of at most 16 floats, so that a row of frequencies is a whole number
// of them.
using Floats = hn::CappedTag<float, kRows>;

// How many rows of a product are summed at a time, in registers.
constexpr size_t kTileRows = 8;

void Luma(const uint8_t* HWY_RESTRICT rgb, float* HWY_RESTRICT luma) {
  const Floats d;
  const hn::Rebind<int32_t, Floats> d32;
  const hn::Rebind<uint8_t, Floats> d8;
  const auto red_share = hn::Set(d, 0.299f);
  const auto green_share = hn::Set(d, 0.587f);
  const auto blue_share = hn::Set(d, 0.114f);
  const auto as_float = [&](hn::Vec<decltype(d8)> bytes) HWY_ATTR {
    return hn::ConvertTo(d, hn::PromoteTo(d32, bytes));
  };
  for (size_t i = 0; i < kSide * kSide; i += hn::Lanes(d)) {
    hn::Vec<decltype(d8)> red, green, blue;
    hn::LoadInterleaved3(d8, rgb + 3 * i, red, green, blue);
    const auto sum = hn::MulAdd(as_float(green), green_share,
                                hn::MulAdd(as_float(blue), blue_share,
                                           hn::Mul(as_float(red), red_share)));
    hn::StoreU(sum, d, luma + i);
  }
}

// product = left * right, which are kRows x kSide and kSide x columns numbers.
// Each vector of `right` is loaded once for kTileRows sums, which stay in
// registers until they are complete.
void Multiply(const float* HWY_RESTRICT left, const float* HWY_RESTRICT right,
              size_t columns, float* HWY_RESTRICT product) {
  const Floats d;
  for (size_t column = 0; column < columns; column += hn::Lanes(d)) {
    for (size_t row = 0; row < kRows; row += kTileRows) {
      hn::Vec<Floats> sums[kTileRows];
      FELUDA_UNROLL
      for (size_t i = 0; i < kTileRows; ++i) sums[i] = hn::Zero(d);
      for (size_t k = 0; k < kSide; ++k) {
        const auto factor = hn::LoadU(d, right + k * columns + column);
        FELUDA_UNROLL
        for (size_t i = 0; i < kTileRows; ++i) {
          const auto number = hn::Set(d, left[(row + i) * kSide + k]);
          sums[i] = hn::MulAdd(number, factor, sums[i]);
        }
      }
      FELUDA_UNROLL
      for (size_t i = 0; i < kTileRows; ++i) {
        hn::StoreU(sums[i], d, product + (row + i) * columns + column);
      }
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {
namespace {

// Rows 1 to 16 of the orthonormal cosine transform, and their transpose.
struct CosineTransform {
  CosineTransform() {
    constexpr double kPi = 3.14159265358979323846;
    for (int row = 0; row < kPdqfFrequencies; ++row) {
      for (int k = 0; k < kPdqfSide; ++k) {
        const double angle = kPi / (2 * kPdqfSide) * (row + 1) * (2 * k + 1);
        const double value = std::sqrt(2.0 / kPdqfSide) * std::cos(angle);
        rows[row * kPdqfSide + k] = static_cast<float>(value);
        columns[k * kPdqfFrequencies + row] = static_cast<float>(value);
      }
    }
  }

  float rows[kPdqfFrequencies * kPdqfSide];
  float columns[kPdqfSide * kPdqfFrequencies];
};

HWY_EXPORT(Luma);
HWY_EXPORT(Multiply);

}  // namespace

void Pdqf(absl::Span<const uint8_t> rgb, PdqfFeature& feature) {
  static const CosineTransform transform;
  float luma[kPdqfSide * kPdqfSide];
  float half[kPdqfFrequencies * kPdqfSide];
  HWY_DYNAMIC_DISPATCH(Luma)(rgb.data(), luma);
  HWY_DYNAMIC_DISPATCH(Multiply)(transform.rows, luma, kPdqfSide, half);
  HWY_DYNAMIC_DISPATCH(Multiply)
  (half, transform.columns, kPdqfFrequencies, feature.data());
}

}  // namespace feluda
#endif  // HWY_ONCE
