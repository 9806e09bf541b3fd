// UMAP's membership curve: how surely two points of a layout belong together,
// as a function of their distance.
//
//   const MembershipCurve curve = FitMembershipCurve(/*min_dist=*/0.1, 1.0);
//   1.0 / (1.0 + curve.a * std::pow(distance, 2.0 * curve.b));
//
// a and b are fitted, by least squares, to the curve that users describe: 1 up
// to min_dist, then falling as exp(-(distance - min_dist) / spread). McInnes,
// Healy and Melville (2018), section 3.2, definition 11. The fit takes 300
// distances up to 3 * spread, as umap-learn does, and the method of Levenberg
// and Marquardt.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_MEMBERSHIP_CURVE_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_MEMBERSHIP_CURVE_H_

namespace feluda {

struct MembershipCurve {
  double a;
  double b;
};

// REQUIRES: 0 <= min_dist <= spread, 0 < spread; both finite.
MembershipCurve FitMembershipCurve(double min_dist, double spread);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_MEMBERSHIP_CURVE_H_
