#include "reporters/output/save_throttle.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1'000'000);

// So many benchmarks, each of that length; a save takes a microsecond for each
// that has ended. Returns what all saves took.
absl::Duration SavingAll(int benchmarks, absl::Duration each, int& saves) {
  SaveThrottle throttle;
  absl::Time now = kStart;
  absl::Duration all;
  for (int i = 1; i <= benchmarks; ++i) {
    now += each;
    if (!throttle.IsDue(now)) continue;
    const absl::Duration takes = absl::Microseconds(i);
    throttle.Saved(now, now + takes);
    now += takes;
    all += takes;
    ++saves;
  }
  return all;
}

TEST(SaveThrottleTest, TheFirstIsDue) {
  SaveThrottle throttle;
  EXPECT_TRUE(throttle.IsDue(kStart));
}

TEST(SaveThrottleTest, LongBenchmarksAreSavedOneByOne) {
  int saves = 0;
  SavingAll(1000, absl::Seconds(1), saves);
  EXPECT_EQ(saves, 1000);
}

TEST(SaveThrottleTest, SavesOfShortOnesTakeATimeThatGrowsWithTheirNumber) {
  int saves = 0;
  const absl::Duration one = SavingAll(2000, absl::Milliseconds(1), saves);
  const absl::Duration ten = SavingAll(20000, absl::Milliseconds(1), saves);
  EXPECT_LE(one, 2000 * absl::Microseconds(101));
  EXPECT_LE(ten, 20000 * absl::Microseconds(101));
  EXPECT_GT(saves, 20);
}

TEST(SaveThrottleTest, AfterHalfAMinuteTheNextIsDue) {
  SaveThrottle throttle;
  EXPECT_TRUE(throttle.IsDue(kStart));
  throttle.Saved(kStart, kStart + absl::Seconds(20));
  const absl::Time ended = kStart + absl::Seconds(20);
  EXPECT_FALSE(throttle.IsDue(ended + absl::Seconds(29)));
  EXPECT_TRUE(throttle.IsDue(ended + absl::Seconds(30)));
}

}  // namespace
}  // namespace feluda
