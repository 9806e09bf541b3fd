// Vectors of the places of vertices, and the arithmetic of UMAP's forces on
// them. Highway compiles it, with the file that includes it, once for each
// instruction set.

// An include guard that lets the file in once for each instruction set.
#if defined(LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_LAYOUT_VECTORS_INL_H_) == \
    defined(HWY_TARGET_TOGGLE)
#ifdef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_LAYOUT_VECTORS_INL_H_
#undef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_LAYOUT_VECTORS_INL_H_
#else
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_LAYOUT_VECTORS_INL_H_
#endif

#include <cstddef>

#include "hwy/highway.h"
#include "lib/operators/dimension_reduction/umap/layout_forces.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::ScalableTag<float>;
using IndexTag = hn::RebindToSigned<Tag>;
using Vec = hn::Vec<Tag>;

// The limit of a step in each component, as in umap-learn.
constexpr float kMaxMove = 4.0f;
// Two vertices at one place have no direction; this keeps their force finite.
constexpr float kMinSquare = 1e-12f;
constexpr float kMaxExponent = 100.0f;

// The logarithm to base 2 of positive normal numbers, with an error of up to
// 2e-5: the exponent, which stands in the float's bits, and a polynomial in the
// mantissa. The polynomial is exact at 1 and 2, so the result has no jump where
// the exponent changes.
HWY_INLINE Vec Log2(Vec x) {
  const Tag d;
  const IndexTag di;
  const auto bits = hn::BitCast(di, x);
  const auto exponent = hn::Sub(hn::ShiftRight<23>(bits), hn::Set(di, 127));
  const Vec t =
      hn::Sub(hn::BitCast(d, hn::Or(hn::And(bits, hn::Set(di, 0x7fffff)),
                                    hn::Set(di, 0x3f800000))),
              hn::Set(d, 1.0f));
  Vec y = hn::MulAdd(t, hn::Set(d, 0.04424374f), hn::Set(d, -0.19126251f));
  y = hn::MulAdd(t, y, hn::Set(d, 0.41355505f));
  y = hn::MulAdd(t, y, hn::Set(d, -0.70837215f));
  y = hn::MulAdd(t, y, hn::Set(d, 1.44183587f));
  return hn::MulAdd(t, y, hn::ConvertTo(d, exponent));
}

// 2^x for -100 <= x <= 100, with a relative error of up to 5e-6: a polynomial
// in the fraction of x, whose whole part is then added to the float's exponent
// bits.
HWY_INLINE Vec Exp2(Vec x) {
  const Tag d;
  const IndexTag di;
  const Vec floor = hn::Floor(x);
  const Vec t = hn::Sub(x, floor);
  Vec y = hn::MulAdd(t, hn::Set(d, 0.01368946f), hn::Set(d, 0.05176606f));
  y = hn::MulAdd(t, y, hn::Set(d, 0.24153961f));
  y = hn::MulAdd(t, y, hn::Set(d, 0.69300488f));
  y = hn::MulAdd(t, y, hn::Set(d, 1.0f));
  return hn::BitCast(d, hn::Add(hn::BitCast(di, y),
                                hn::ShiftLeft<23>(hn::ConvertTo(di, floor))));
}

// x^exponent, clipped to 2^-100 ... 2^100, with a relative error of some 2e-5.
HWY_INLINE Vec Power(Vec x, Vec exponent) {
  const Tag d;
  const Vec y = hn::Mul(Log2(x), exponent);
  return Exp2(
      hn::Max(hn::Min(y, hn::Set(d, kMaxExponent)), hn::Set(d, -kMaxExponent)));
}

HWY_INLINE Vec Clip(Vec x) {
  const Tag d;
  return hn::Max(hn::Min(x, hn::Set(d, kMaxMove)), hn::Set(d, -kMaxMove));
}

// The places of a vector of vertices: a vector of numbers for each component.
// `kFixed` is the number of components, which the compiler then unrolls and
// keeps in registers, or 0 for any number.
template <size_t kFixed>
class Vectors {
 public:
  explicit Vectors(const LayoutPlaces& places) : places_(places) {}

  size_t Components() const {
    return kFixed == 0 ? places_.components : kFixed;
  }
  float* Column(size_t c) const { return places_.values + c * places_.stride; }

  static constexpr size_t kArray = kFixed == 0 ? kMaxComponents : kFixed;
  using Array = Vec[kArray];

  HWY_INLINE void Load(size_t first, Array& to) const {
    for (size_t c = 0; c < Components(); ++c) {
      to[c] = hn::LoadU(Tag(), Column(c) + first);
    }
  }

  HWY_INLINE void Gather(hn::Vec<IndexTag> indices, Array& to) const {
    for (size_t c = 0; c < Components(); ++c) {
      to[c] = hn::GatherIndex(Tag(), Column(c), indices);
    }
  }

  // difference = from - to; returns its squared length.
  HWY_INLINE Vec Subtract(const Array& from, const Array& to,
                          Array& difference) const {
    Vec square = hn::Set(Tag(), kMinSquare);
    for (size_t c = 0; c < Components(); ++c) {
      difference[c] = hn::Sub(from[c], to[c]);
      square = hn::MulAdd(difference[c], difference[c], square);
    }
    return square;
  }

 private:
  const LayoutPlaces places_;
};

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#endif
