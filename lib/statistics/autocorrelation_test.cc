#include "lib/statistics/autocorrelation.h"

#include <cmath>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(AutocorrelationTest, IsThatOfResidualsWithTheOneBefore) {
  EXPECT_EQ(Autocorrelation({1, -1, 1, -1}), -0.75);
  EXPECT_EQ(Autocorrelation({1, 1, -1, -1}), 0.25);
  EXPECT_EQ(Autocorrelation({0, 0, 0}), 0);
  EXPECT_EQ(Autocorrelation({}), 0);
}

TEST(AutocorrelationTest, FiguresThatAlternateDoNotInflate) {
  const std::vector<double> figures = {1, 2, 1, 2, 1, 2, 1, 2, 1, 2};
  EXPECT_EQ(ErrorInflation(figures, figures), 1);
}

TEST(AutocorrelationTest, FiguresLikeTheOneBeforeInflateByTheirCorrelation) {
  // Squared residuals sum up to 10, products of neighbours to 9 - 2 = 7.
  const std::vector<double> steps = {0, 0, 0, 0, 0, 2, 2, 2, 2, 2};
  EXPECT_NEAR(ErrorInflation(steps, steps), 3, 1e-12);
  const std::vector<double> pairs = {0, 0, 2, 2, 0, 0, 2, 2, 0, 0, 2, 2};
  // 6 products of 1 and 5 of -1 over 12 squares, and the bias.
  const double r = 1.0 / 12 + (1 + 3.0 / 12) / 12;
  EXPECT_NEAR(ErrorInflation(pairs, pairs), std::sqrt((1 + r) / (1 - r)),
              1e-12);
}

TEST(AutocorrelationTest, FewAndConstantFiguresTellNothing) {
  EXPECT_EQ(ErrorInflation({1, 1, 1, 2, 2, 2, 2}, {}), 1);
  EXPECT_EQ(ErrorInflation({}, {}), 1);
  const std::vector<double> constant(20, 3.0);
  EXPECT_LT(ErrorInflation(constant, constant), 1.06);
}

}  // namespace
}  // namespace feluda
