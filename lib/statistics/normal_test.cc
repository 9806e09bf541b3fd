#include "lib/statistics/normal.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(NormalTest, TailIsThatOfTables) {
  EXPECT_DOUBLE_EQ(NormalTail(0), 0.5);
  EXPECT_NEAR(NormalTail(1.959963984540054), 0.025, 1e-15);
  EXPECT_NEAR(NormalTail(-1.959963984540054), 0.975, 1e-15);
  EXPECT_NEAR(NormalTail(10) / 7.619853024160527e-24, 1, 1e-10);
}

TEST(NormalTest, QuantileIsTheInverseOfTheTail) {
  for (const double z : {-8.0, -3.0, -0.5, 0.0, 0.1, 1.0, 1.96, 6.0, 12.0}) {
    // Beyond -8 the probability itself has no digits left.
    EXPECT_NEAR(NormalTailQuantile(NormalTail(z)), z, z < -5 ? 1e-1 : 1e-9);
  }
}

}  // namespace
}  // namespace feluda
