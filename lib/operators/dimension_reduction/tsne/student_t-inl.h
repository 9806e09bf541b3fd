// The similarity of two points of an embedding that all of t-SNE's forces use:
// Student's t-distribution with one degree of freedom. Highway compiles it,
// with the file that includes it, once for each instruction set.

// An include guard that lets the file in once for each instruction set.
#if defined(LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_STUDENT_T_INL_H_) == \
    defined(HWY_TARGET_TOGGLE)
#ifdef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_STUDENT_T_INL_H_
#undef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_STUDENT_T_INL_H_
#else
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_STUDENT_T_INL_H_
#endif

#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

// 1 / (1 + square_distance). The processor's approximate reciprocal has some 12
// bits; one step of Newton's method doubles them, to nearly all of a float.
// That is about three times as fast as a division.
template <typename Tag, typename Vec = hwy::HWY_NAMESPACE::Vec<Tag>>
HWY_INLINE Vec StudentT(Tag tag, Vec square_distance) {
  namespace hn = hwy::HWY_NAMESPACE;
  const Vec denominator = hn::Add(square_distance, hn::Set(tag, 1.0f));
  const Vec approximation = hn::ApproximateReciprocal(denominator);
  return hn::Mul(approximation,
                 hn::NegMulAdd(denominator, approximation, hn::Set(tag, 2.0f)));
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#endif
