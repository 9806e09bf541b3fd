#include "lib/operators/dimension_reduction/umap/membership_curve.h"

#include <cmath>

namespace feluda {
namespace {

constexpr int kPoints = 300;
constexpr int kMaxSteps = 200;
// Steps with so much damping are too short to change anything.
constexpr double kMaxDamping = 1e10;

// The sum of squared errors, and the normal equations of its linearisation.
struct Fit {
  double error = 0.0;
  double aa = 0.0, ab = 0.0, bb = 0.0;
  double gradient_a = 0.0, gradient_b = 0.0;
};

// Distances are in units of the spread. Only `a` depends on the unit.
Fit Linearize(const MembershipCurve& curve, double min_dist) {
  Fit fit;
  for (int i = 0; i < kPoints; ++i) {
    const double x = 3.0 * i / (kPoints - 1);
    const double wanted = x < min_dist ? 1.0 : std::exp(min_dist - x);
    const double power = x > 0.0 ? std::pow(x, 2.0 * curve.b) : 0.0;
    const double value = 1.0 / (1.0 + curve.a * power);
    const double by_a = -value * value * power;
    const double by_b = x > 0.0 ? 2.0 * curve.a * std::log(x) * by_a : 0.0;
    const double miss = wanted - value;
    fit.error += miss * miss;
    fit.aa += by_a * by_a;
    fit.ab += by_a * by_b;
    fit.bb += by_b * by_b;
    fit.gradient_a += by_a * miss;
    fit.gradient_b += by_b * miss;
  }
  return fit;
}

MembershipCurve Step(const MembershipCurve& curve, const Fit& fit,
                     double damping) {
  const double aa = fit.aa * (1.0 + damping), bb = fit.bb * (1.0 + damping);
  const double determinant = aa * bb - fit.ab * fit.ab;
  return {
      curve.a + (bb * fit.gradient_a - fit.ab * fit.gradient_b) / determinant,
      curve.b + (aa * fit.gradient_b - fit.ab * fit.gradient_a) / determinant};
}

}  // namespace

MembershipCurve FitMembershipCurve(double min_dist, double spread) {
  MembershipCurve curve = {1.0, 1.0};
  Fit fit = Linearize(curve, min_dist / spread);
  double damping = 1e-3;
  for (int i = 0; i < kMaxSteps && damping < kMaxDamping; ++i) {
    const MembershipCurve next = Step(curve, fit, damping);
    const Fit next_fit = Linearize(next, min_dist / spread);
    if (next.a > 0.0 && next.b > 0.0 && next_fit.error < fit.error) {
      curve = next;
      fit = next_fit;
      damping /= 10.0;
    } else {
      damping *= 10.0;
    }
  }
  return {curve.a / std::pow(spread, 2.0 * curve.b), curve.b};
}

}  // namespace feluda
