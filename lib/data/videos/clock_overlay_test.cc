#include "lib/data/videos/clock_overlay.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Ge;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::Not;

TEST(ClockOverlayTest, TellsTheFrame) {
  YuvPicture blank(64, 48), first(64, 48), later(64, 48);
  DrawClock(0, 25, first);
  DrawClock(25, 25, later);
  EXPECT_NE(first.luma, blank.luma);
  // A second later only the seconds' last digit differs: its strokes are 3
  // wide, and left of it are 5 digits and 2 colons after a margin of 2.
  std::vector<int> columns;
  for (int x = 0; x < 64; ++x) {
    for (int y = 0; y < 48; ++y) {
      if (first.luma[y * 64 + x] == later.luma[y * 64 + x]) continue;
      columns.push_back(x);
    }
  }
  EXPECT_THAT(columns, Each(AllOf(Ge(26), Le(28))));
  EXPECT_THAT(columns, Not(IsEmpty()));
}

TEST(ClockOverlayTest, IsCutWhereItDoesNotFit) {
  YuvPicture tiny(16, 16);
  DrawClock(123456, 25, tiny);
  EXPECT_EQ(tiny.luma.size(), 256);
  EXPECT_EQ(tiny.luma[0], 0);
  EXPECT_EQ(tiny.luma[16 * 1 + 1], 16);
}

}  // namespace
}  // namespace feluda
