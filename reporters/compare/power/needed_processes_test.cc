#include "reporters/compare/power/needed_processes.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(NeededProcessesTest, AreForetoldWithinAFactorInMostCases) {
  for (const Pairing pairing : {Pairing::kIndependent, Pairing::kPairs}) {
    const NeededTally tally = TallyNeeded(pairing, SampleShape::kNormal, 100);
    // (1.64 + 1.96)^2 * 2 * 0.08^2 / log(1.05)^2, and a twentieth for ranks.
    EXPECT_GT(tally.truth, 50);
    EXPECT_LT(tally.truth, 100);
    EXPECT_GT(tally.median, 0.7);
    EXPECT_LT(tally.median, 1.4);
    EXPECT_GT(tally.within, 0.5);
  }
}

TEST(NeededProcessesTest, PairsAreNeighbours) {
  MadeUpSamples made(1);
  const MadeUpSides sides =
      MakeSides(Pairing::kPairs, SampleShape::kNormal, 8, 2, 0, made);
  ASSERT_EQ(sides.from.size(), 8);
  for (size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(sides.from[i], 1);
    EXPECT_EQ(sides.to[i], 2);
  }
}

}  // namespace
}  // namespace feluda
