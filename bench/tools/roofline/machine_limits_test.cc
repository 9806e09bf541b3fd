#include "bench/tools/roofline/machine_limits.h"

#include "bench/tools/roofline/machine_loops.h"
#include "bench/tools/vector_target.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(MachineLimitsTest, ArithmeticIsMeasuredInTheTargetsVectors) {
  const std::vector<int64_t> targets = Targets();
  UseTarget(targets.back());
  const size_t least = OperationsOfRound();
  UseTarget(targets.front());
  EXPECT_GE(OperationsOfRound(), least);
}

TEST(MachineLimitsTest, EachHasARate) {
  const ArithmeticLimits limits = MeasureArithmetic(/*threads=*/2);
  EXPECT_GT(limits.multiply_adds, 0);
  EXPECT_GT(limits.sums, 0);
  EXPECT_GT(limits.mixed, 0);
}

TEST(MachineLimitsTest, LevelIsTheFirstThatHoldsTheBytes) {
  const std::vector<MemoryLevel> levels = {
      {"small", 100, 1, 1}, {"large", 1000, 1, 1}, {"memory", SIZE_MAX, 1, 1}};
  EXPECT_EQ(LevelFor(levels, 100).name, "small");
  EXPECT_EQ(LevelFor(levels, 101).name, "large");
  EXPECT_EQ(LevelFor(levels, 1 << 20).name, "memory");
}

}  // namespace
}  // namespace feluda
