#include "lib/calibration/bounds.h"

#include <unistd.h>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(BoundsTest, TheHeapIsExactForOneThread) {
  EXPECT_TRUE(Exact().exact());
  EXPECT_TRUE(HeapPeakBound(1).exact());
}

TEST(BoundsTest, EachFurtherThreadMayKeep32KiB) {
  EXPECT_EQ(HeapPeakBound(2).above, 32 * 1024);
  EXPECT_EQ(HeapPeakBound(8).below, 7 * 32 * 1024);
}

TEST(BoundsTest, ResidentMemoryIsShortOfWholePages) {
  const Bound bound = ResidentBound();
  EXPECT_EQ(bound.below, bound.above);
  EXPECT_GE(bound.above, 2 * 32 * sysconf(_SC_PAGESIZE));
}

TEST(BoundsTest, ASleepIsNeverShorterAndCostsNoLess) {
  EXPECT_EQ(WallBound().below, 0);
  EXPECT_EQ(IdleBound().below, 0);
  EXPECT_EQ(FaultBound().below, 0);
}

}  // namespace
}  // namespace feluda
