#include "lib/statistics/normal.h"

#include <cmath>

namespace feluda {
namespace {

constexpr double kSqrtHalf = 0.70710678118654752440;
constexpr double kInverseSqrtTwoPi = 0.39894228040143267794;
constexpr double kFarthest = 38;

}  // namespace

double NormalTail(double z) { return 0.5 * std::erfc(z * kSqrtHalf); }

double NormalTailQuantile(double probability) {
  if (probability > 0.5) return -NormalTailQuantile(1 - probability);
  double low = 0;
  double high = kFarthest;
  for (int i = 0; i < 12; ++i) {
    const double middle = (low + high) / 2;
    (NormalTail(middle) > probability ? low : high) = middle;
  }
  // Newton's method on the logarithm of the tail, which is nearly a parabola,
  // so that far tails converge as fast as near ones.
  double z = (low + high) / 2;
  for (int i = 0; i < 4; ++i) {
    const double tail = NormalTail(z);
    const double density = kInverseSqrtTwoPi * std::exp(-z * z / 2);
    z += std::log(tail / probability) * tail / density;
  }
  return z;
}

}  // namespace feluda
