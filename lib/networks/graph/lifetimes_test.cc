#include "lib/networks/graph/lifetimes.h"

#include <algorithm>
#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

TEST(LifetimesTest, ReusesWhatIsNoLongerNeeded) {
  const ArenaLayout layout =
      PlaceByLifetime({{100, 0, 1}, {100, 1, 2}, {50, 2, 2}}, 64);
  EXPECT_THAT(layout.offsets, ElementsAre(0, 128, 0));
  EXPECT_EQ(layout.bytes, 228);
}

TEST(LifetimesTest, TakesTheTightestGap) {
  // In step 1 a gap of 256 is free where the first was, and one of 128 where
  // the third was.
  const ArenaLayout layout = PlaceByLifetime(
      {{256, 0, 0}, {192, 0, 1}, {128, 0, 0}, {64, 0, 1}, {60, 1, 1}}, 64);
  EXPECT_THAT(layout.offsets, ElementsAre(0, 256, 448, 576, 448));
  EXPECT_EQ(layout.bytes, 640);
}

TEST(LifetimesTest, PlacesNothing) {
  EXPECT_EQ(PlaceByLifetime({}, 64).bytes, 0);
}

// The largest sum of bytes that live in one step: no plan can need less.
size_t LowerBound(const std::vector<Lifetime>& blocks, size_t steps) {
  size_t largest = 0;
  for (size_t step = 0; step < steps; ++step) {
    size_t sum = 0;
    for (const Lifetime& block : blocks) {
      if (block.first <= step && step <= block.last) sum += block.bytes;
    }
    largest = std::max(largest, sum);
  }
  return largest;
}

std::vector<Lifetime> RandomBlocks(size_t steps, std::mt19937& random) {
  std::vector<Lifetime> blocks(1 + random() % 40);
  for (Lifetime& block : blocks) {
    block.bytes = 1 + random() % 5000;
    block.first = random() % steps;
    block.last = std::min<size_t>(steps - 1, block.first + random() % 6);
  }
  return blocks;
}

TEST(LifetimesTest, NeverOverlapsWhatLivesTogether) {
  constexpr size_t kSteps = 20;
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::vector<Lifetime> blocks = RandomBlocks(kSteps, random);
    const ArenaLayout layout = PlaceByLifetime(blocks, 64);
    ASSERT_GE(layout.bytes, LowerBound(blocks, kSteps));
    for (size_t i = 0; i < blocks.size(); ++i) {
      ASSERT_EQ(layout.offsets[i] % 64, 0);
      ASSERT_LE(layout.offsets[i] + blocks[i].bytes, layout.bytes);
      for (size_t j = 0; j < i; ++j) {
        const bool apart =
            blocks[i].last < blocks[j].first ||
            blocks[j].last < blocks[i].first ||
            layout.offsets[i] + blocks[i].bytes <= layout.offsets[j] ||
            layout.offsets[j] + blocks[j].bytes <= layout.offsets[i];
        ASSERT_TRUE(apart) << "round " << round << ": " << i << ", " << j;
      }
    }
  }
}

}  // namespace
}  // namespace feluda
