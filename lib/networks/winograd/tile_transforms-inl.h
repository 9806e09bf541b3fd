// The linear maps of Winograd's convolution in one dimension, on vectors of
// whichever processor runs the program. A convolution with 3 taps makes 2 or 4
// neighbouring results at once:
//
//   results = A^T ((G taps) * (B^T values))
//
// where * multiplies element by element: 4 or 6 products instead of 6 or 12. In
// two dimensions, where the maps are applied to rows and to columns, a tile of
// 4 x 4 results takes 36 products instead of 144.
//
// The maps evaluate polynomials at points. For 4 results the points are 0,
// +-5/8, +-3/2 and infinity. With them the errors of rounding are 0.4 of what
// the usual 0, +-1, +-2 give, and twice those of a plain sum over 256 channels.
// For 2 results they are 0, +-1 and infinity, and the errors are below those of
// a plain sum. (Compare Barabasz et al., "Error Analysis and Improving the
// Accuracy of Winograd Convolution for Deep Neural Networks", 2018.)

// Included anew for each kind of vector.
#if defined(LIB_NETWORKS_WINOGRAD_TILE_TRANSFORMS_INL_H_) == \
    defined(HWY_TARGET_TOGGLE)
#ifdef LIB_NETWORKS_WINOGRAD_TILE_TRANSFORMS_INL_H_
#undef LIB_NETWORKS_WINOGRAD_TILE_TRANSFORMS_INL_H_
#else
#define LIB_NETWORKS_WINOGRAD_TILE_TRANSFORMS_INL_H_
#endif

#include <cstddef>

#include "hwy/highway.h"
#include "lib/networks/winograd/constants.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using WinogradTag = hn::CappedTag<float, kWinogradLanes>;

template <size_t kResults>
struct TileTransforms;

template <>
struct TileTransforms<2> {
  // G.
  template <class D, class V = hn::Vec<D>>
  static HWY_INLINE void Taps(D d, const V (&x)[3], V (&y)[4]) {
    const auto half = hn::Set(d, 0.5f);
    const auto even = hn::Mul(half, hn::Add(x[0], x[2]));
    const auto odd = hn::Mul(half, x[1]);
    y[0] = x[0];
    y[1] = hn::Add(even, odd);
    y[2] = hn::Sub(even, odd);
    y[3] = x[2];
  }

  // B^T.
  template <class D, class V = hn::Vec<D>>
  static HWY_INLINE void Values(D, const V (&x)[4], V (&y)[4]) {
    y[0] = hn::Sub(x[0], x[2]);
    y[1] = hn::Add(x[1], x[2]);
    y[2] = hn::Sub(x[2], x[1]);
    y[3] = hn::Sub(x[1], x[3]);
  }

  // A^T.
  template <class D, class V = hn::Vec<D>>
  static HWY_INLINE void Results(D, const V (&x)[4], V (&y)[2]) {
    y[0] = hn::Add(x[0], hn::Add(x[1], x[2]));
    y[1] = hn::Sub(hn::Sub(x[1], x[2]), x[3]);
  }
};

template <>
struct TileTransforms<4> {
  static constexpr float kA = kWinogradA;
  static constexpr float kB = kWinogradB;

  // G. The rows of a point and of its negative have a common part.
  template <class D, class V = hn::Vec<D>>
  static HWY_INLINE void Taps(D d, const V (&x)[3], V (&y)[6]) {
    y[0] = hn::Mul(hn::Set(d, 1 / (kA * kA * kB * kB)), x[0]);
    TapPair(d, kA, kB, x, y[1], y[2]);
    TapPair(d, kB, kA, x, y[3], y[4]);
    y[5] = x[2];
  }

  // B^T, likewise.
  template <class D, class V = hn::Vec<D>>
  static HWY_INLINE void Values(D d, const V (&x)[6], V (&y)[6]) {
    const auto product = hn::Set(d, kA * kA * kB * kB);
    const auto sum = hn::Set(d, kA * kA + kB * kB);
    y[0] = hn::MulAdd(product, x[0], hn::NegMulAdd(sum, x[2], x[4]));
    y[5] = hn::MulAdd(product, x[1], hn::NegMulAdd(sum, x[3], x[5]));
    Pair(d, kA, kB * kB, x, y[1], y[2]);
    Pair(d, kB, kA * kA, x, y[3], y[4]);
  }

  // A^T.
  template <class D, class V = hn::Vec<D>>
  static HWY_INLINE void Results(D d, const V (&x)[6], V (&y)[4]) {
    const auto even_a = hn::Add(x[1], x[2]);
    const auto even_b = hn::Add(x[3], x[4]);
    const auto odd_a = hn::Sub(x[1], x[2]);
    const auto odd_b = hn::Sub(x[3], x[4]);
    const auto power = [&](float value, int n) {
      float product = 1;
      for (int i = 0; i < n; ++i) product *= value;
      return hn::Set(d, product);
    };
    y[0] = hn::Add(x[0], hn::Add(even_a, even_b));
    y[1] = hn::MulAdd(power(kA, 1), odd_a, hn::Mul(power(kB, 1), odd_b));
    y[2] = hn::MulAdd(power(kA, 2), even_a, hn::Mul(power(kB, 2), even_b));
    y[3] =
        hn::MulAdd(power(kA, 3), odd_a, hn::MulAdd(power(kB, 3), odd_b, x[5]));
  }

 private:
  // The rows of the points +-`point`, where `other` is of the other pair.
  template <class D, class V = hn::Vec<D>>
  static HWY_INLINE void TapPair(D d, float point, float other, const V (&x)[3],
                                 V& plus, V& minus) {
    const float square = point * point;
    const float scale = 1 / (2 * square * (square - other * other));
    const auto even = hn::MulAdd(hn::Set(d, scale * square), x[2],
                                 hn::Mul(hn::Set(d, scale), x[0]));
    const auto odd = hn::Mul(hn::Set(d, scale * point), x[1]);
    plus = hn::Add(even, odd);
    minus = hn::Sub(even, odd);
  }

  // The rows of the points +-`point`, where `other` is the square of the other
  // pair's.
  template <class D, class V = hn::Vec<D>>
  static HWY_INLINE void Pair(D d, float point, float other, const V (&x)[6],
                              V& plus, V& minus) {
    const auto square = hn::Set(d, other);
    const auto even = hn::NegMulAdd(square, x[2], x[4]);
    const auto odd =
        hn::Mul(hn::Set(d, point), hn::NegMulAdd(square, x[1], x[3]));
    plus = hn::Add(even, odd);
    minus = hn::Sub(even, odd);
  }
};

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#endif
