// The similarity of two points of an embedding, in whichever vectors the file
// that includes this is being compiled for: Student's t-distribution with one
// degree of freedom, as all of t-SNE's forces have it.

// Highway's guard: once for each kind of vector.
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

// 1 / (1 + squared distance), by Newton's step from an approximation: some
// thrice as fast as a division.
template <typename Tag, typename Vec = hwy::HWY_NAMESPACE::Vec<Tag>>
HWY_INLINE Vec StudentT(Tag tag, Vec square_distance) {
  namespace hn = hwy::HWY_NAMESPACE;
  const Vec denominator = hn::Add(square_distance, hn::Set(tag, 1.0f));
  const Vec nearly = hn::ApproximateReciprocal(denominator);
  return hn::Mul(nearly,
                 hn::NegMulAdd(denominator, nearly, hn::Set(tag, 2.0f)));
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#endif
