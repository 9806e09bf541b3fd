// Activations on vectors of whichever processor runs the program.

// Included anew for each kind of vector.
#if defined(LIB_NETWORKS_WINOGRAD_ACTIVATED_INL_H_) == \
    defined(HWY_TARGET_TOGGLE)
#ifdef LIB_NETWORKS_WINOGRAD_ACTIVATED_INL_H_
#undef LIB_NETWORKS_WINOGRAD_ACTIVATED_INL_H_
#else
#define LIB_NETWORKS_WINOGRAD_ACTIVATED_INL_H_
#endif

#include "hwy/contrib/math/math-inl.h"
#include "hwy/highway.h"
#include "lib/networks/onednn/activation.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The switch is taken for each vector, but always to the same case, which
// processors predict. REQUIRES: IsWinogradActivation(activation).
template <class D, class V = hn::Vec<D>>
HWY_INLINE V Activated(D d, V x, const Activation& activation) {
  switch (activation.kind) {
    case Activation::Kind::kRelu:
      return hn::Max(x, hn::Zero(d));
    case Activation::Kind::kClip:
      return hn::Min(hn::Max(x, hn::Set(d, activation.alpha)),
                     hn::Set(d, activation.beta));
    case Activation::Kind::kSwish: {
      // Beyond 88 exp() is infinite; the result is nearly 0 there in any case.
      const V power =
          hn::Min(hn::Mul(x, hn::Set(d, -activation.alpha)), hn::Set(d, 88.0f));
      return hn::Div(x, hn::Add(hn::Set(d, 1.0f), hn::Exp(d, power)));
    }
    default:
      return x;
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#endif
