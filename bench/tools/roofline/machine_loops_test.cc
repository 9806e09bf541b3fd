#include "bench/tools/roofline/machine_loops.h"

#include <algorithm>

#include "gtest/gtest.h"
#include "hwy/aligned_allocator.h"

namespace feluda {
namespace {

constexpr size_t kCount = 4096;

TEST(MachineLoopsTest, ReadEveryNumber) {
  const auto values = hwy::AllocateAligned<float>(kCount);
  std::fill_n(values.get(), kCount, 0.0f);
  for (const size_t at : {size_t{0}, size_t{1}, size_t{2047}, kCount - 1}) {
    values[at] = 1.0f;
  }
  EXPECT_EQ(ReadAll(values.get(), kCount), 4.0f);
}

TEST(MachineLoopsTest, UpdateEveryNumber) {
  const auto values = hwy::AllocateAligned<float>(kCount);
  std::fill_n(values.get(), kCount, 1.0f);
  UpdateAll(values.get(), kCount);
  EXPECT_EQ(std::count(values.get(), values.get() + kCount, values[0]), kCount);
  EXPECT_LT(values[0], 1.0f);
  EXPECT_GT(values[0], 0.99f);
}

// The factor is below 1 and draws all towards 1; sums only grow.
TEST(MachineLoopsTest, RoundsDoWhatTheySay) {
  const float fused = MultiplyAddRounds(100000) / MultiplyAddRounds(200000);
  EXPECT_NEAR(fused, 1.0f, 1e-3f);
  EXPECT_GT(SumRounds(2000), SumRounds(1000) + 1);
  EXPECT_GT(MixedRounds(2000), MultiplyAddRounds(2000) + 1);
  EXPECT_GT(OperationsOfRound(), 0);
}

}  // namespace
}  // namespace feluda
