#include "lib/operators/dimension_reduction/umap/membership_curve.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

// What umap-learn's find_ab_params() gives.
TEST(MembershipCurveTest, FitsAsUmapLearnDoes) {
  constexpr struct {
    double min_dist, spread, a, b;
  } kCases[] = {
      {0.1, 1.0, 1.576943, 0.895061},  {0.0, 1.0, 1.932808, 0.790495},
      {0.5, 1.0, 0.583030, 1.334167},  {0.99, 1.0, 0.119305, 1.916390},
      {0.1, 2.0, 0.544661, 0.842055},  {0.25, 0.5, 3.706290, 1.334167},
      {1.0, 10.0, 0.025568, 0.895061},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(absl::StrCat("min_dist ", c.min_dist, " spread ", c.spread));
    const MembershipCurve curve = FitMembershipCurve(c.min_dist, c.spread);
    EXPECT_NEAR(curve.a, c.a, 2e-6);
    EXPECT_NEAR(curve.b, c.b, 2e-6);
  }
}

TEST(MembershipCurveTest, BIsTheSameInAnyUnit) {
  const MembershipCurve one = FitMembershipCurve(0.3, 1.0);
  for (double unit : {1e-3, 1e3}) {
    const MembershipCurve curve = FitMembershipCurve(0.3 * unit, unit);
    EXPECT_NEAR(curve.b, one.b, 1e-9);
    EXPECT_GT(curve.a, 0.0);
  }
}

}  // namespace
}  // namespace feluda
