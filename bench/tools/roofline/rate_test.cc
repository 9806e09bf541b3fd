#include "bench/tools/roofline/rate.h"

#include <time.h>

#include <atomic>

#include "gtest/gtest.h"

namespace feluda {
namespace {

double CpuSeconds() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) +
         static_cast<double>(time.tv_nsec) / 1e9;
}

void BurnAMillisecond() {
  const double end = CpuSeconds() + 0.001;
  while (CpuSeconds() < end) {
  }
}

TEST(RateTest, IsTheWorkOverTheTime) {
  const double rate = BestRate(/*work=*/7, BurnAMillisecond);
  EXPECT_GT(rate, 0);
  // A call takes a millisecond, or more.
  EXPECT_LE(rate, 7 * 1000 * 1.001);
}

TEST(RateTest, ThreadsHaveACallEach) {
  std::atomic<int> made = 0;
  const double rate = BestRateTogether(/*threads=*/3, /*work=*/7, [&made] {
    ++made;
    return BurnAMillisecond;
  });
  EXPECT_EQ(made, 3);
  EXPECT_GT(rate, 0);
  EXPECT_LE(rate, 3 * 7 * 1000 * 1.001);
}

}  // namespace
}  // namespace feluda
