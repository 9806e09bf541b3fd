#include "lib/runner/rounds/round_order.h"

#include <map>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(RoundOrderTest, HasEachOnce) {
  EXPECT_THAT(RoundOrder(7, 0, 0), IsEmpty());
  EXPECT_THAT(RoundOrder(7, 0, 1), ElementsAre(0));
  EXPECT_THAT(RoundOrder(7, 3, 5), UnorderedElementsAre(0, 1, 2, 3, 4));
}

TEST(RoundOrderTest, IsTheSameOnEveryMachine) {
  EXPECT_EQ(RoundOrder(7, 3, 5), RoundOrder(7, 3, 5));
  EXPECT_THAT(RoundOrder(1, 0, 6), ElementsAre(3, 0, 5, 4, 1, 2));
  EXPECT_THAT(RoundOrder(1, 1, 6), ElementsAre(1, 2, 0, 5, 3, 4));
}

TEST(RoundOrderTest, AllOrdersAreEquallyLikely) {
  std::map<std::vector<size_t>, int> seen;
  for (uint64_t round = 0; round < 6000; ++round) {
    ++seen[RoundOrder(42, round, 3)];
  }
  EXPECT_EQ(seen.size(), 6u);
  // 1000 of each with a standard deviation of 29.
  for (const auto& [order, times] : seen) EXPECT_NEAR(times, 1000, 120);
}

}  // namespace
}  // namespace feluda
