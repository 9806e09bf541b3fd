// Computes sums with the same bits on every processor: 16 partial sums, held in
// as many vectors as the processor needs for 16 lanes, and added in one fixed
// order. Without that the length of the vectors would decide how a sum is
// rounded.
//
//   constexpr size_t kParts = LaneSumParts<D>();
//   Vec<D> sums[kParts];  // sums[p] holds the lanes from p * Lanes(d) on
//   ...
//   const float sum = AddLaneSums(d, sums);
//
// Include from a source that Highway compiles once for each kind of vector.

// Highway's guard: once for each kind of vector.
#if defined(LIB_VECTORS_LANE_SUMS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef LIB_VECTORS_LANE_SUMS_INL_H_
#undef LIB_VECTORS_LANE_SUMS_INL_H_
#else
#define LIB_VECTORS_LANE_SUMS_INL_H_
#endif

#include <cstddef>

#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

// The partial sums of one sum. More would cost registers, fewer would leave
// lanes of the longest vectors idle.
constexpr size_t kLaneSums = 16;

// REQUIRES: a vector of D has at most kLaneSums lanes.
template <typename D>
constexpr size_t LaneSumParts() {
  return kLaneSums / hwy::HWY_NAMESPACE::MaxLanes(D());
}

// Adds lane i + n / 2 to lane i of n lanes, and so on until one is left.
template <typename D>
HWY_INLINE hwy::HWY_NAMESPACE::TFromD<D> FoldLanes(
    D, hwy::HWY_NAMESPACE::Vec<D> sums) {
  namespace hn = hwy::HWY_NAMESPACE;
#if HWY_TARGET != HWY_SCALAR
  if constexpr (hn::MaxLanes(D()) > 1) {
    const hn::Half<D> half;
    return FoldLanes(
        half, hn::Add(hn::LowerHalf(half, sums), hn::UpperHalf(half, sums)));
  }
#endif
  return hn::GetLane(sums);
}

// Overwrites `sums`.
template <typename D, size_t kParts>
HWY_INLINE hwy::HWY_NAMESPACE::TFromD<D> AddLaneSums(
    D d, hwy::HWY_NAMESPACE::Vec<D> (&sums)[kParts]) {
  namespace hn = hwy::HWY_NAMESPACE;
  HWY_UNROLL(8)
  for (size_t parts = kParts / 2; parts > 0; parts /= 2) {
    HWY_UNROLL(8)
    for (size_t p = 0; p < parts; ++p) {
      sums[p] = hn::Add(sums[p], sums[p + parts]);
    }
  }
  return FoldLanes(d, sums[0]);
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#endif
