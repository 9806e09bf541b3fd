#include "lib/operators/dimension_reduction/tsne/tsne_objective.h"

#include <cmath>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(DivergenceSumsTest, IsTheDivergenceOfTheScaledSimilarities) {
  DivergenceSums sums, rest;
  sums.Add(1.0, 0.5);
  rest.Add(3.0, 0.25);
  rest.Add(0.0, 0.25);
  sums += rest;
  EXPECT_EQ(sums.p, 4.0);
  EXPECT_EQ(sums.q, 1.0);
  EXPECT_DOUBLE_EQ(KullbackLeibler(sums, sums.q),
                   0.25 * std::log(0.25 / 0.5) + 0.75 * std::log(0.75 / 0.25));
  EXPECT_DOUBLE_EQ(KullbackLeibler(sums, 2.0),
                   KullbackLeibler(sums, 1.0) + std::log(2.0));
}

// 0.1f is not 1/10, and pairs of equal points are in no sense far from what is
// given: the divergence is 0 and not the rounding of the p.
TEST(DivergenceSumsTest, IsZeroForProportionalSimilarities) {
  DivergenceSums sums;
  for (int i = 0; i < 10; ++i) sums.Add(0.1f, 1.0 / 3);
  EXPECT_GE(KullbackLeibler(sums, sums.q), 0.0);
  EXPECT_NEAR(KullbackLeibler(sums, sums.q), 0.0, 1e-15);
}

TEST(DivergenceSumsTest, TakesNoSumOfAllPairsBelowThatOfItsOwn) {
  DivergenceSums sums;
  sums.Add(0.5, 0.25);
  sums.Add(0.5, 0.75);
  EXPECT_EQ(KullbackLeibler(sums, 0.999), KullbackLeibler(sums, 1.0));
}

TEST(DivergenceSumsTest, AnUndefinedDivergenceDoesNotBecomeZero) {
  DivergenceSums sums;
  sums.Add(0.5, NAN);
  EXPECT_TRUE(std::isnan(KullbackLeibler(sums, 1.0)));
}

}  // namespace
}  // namespace feluda
