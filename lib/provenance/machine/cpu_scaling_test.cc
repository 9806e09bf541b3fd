#include "lib/provenance/machine/cpu_scaling.h"

#include <sched.h>
#include <sys/wait.h>

#include <cerrno>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(CpuScalingTest, IsTheQuickestAloneBesideTheMedianOfAll) {
  // 70 of 100 on one CPU, 64 of 80 on the other.
  const CpuScaling scaling =
      ScalingOf(2, {{{90, 100, 40}, {70, 10, 95}}, {{80}, {60, 64, 90}}});
  EXPECT_EQ(scaling.cpus, 2);
  EXPECT_DOUBLE_EQ(scaling.rate, 2 * (0.7 + 0.8) / 2);
}

TEST(CpuScalingTest, IsAboutTheSampleTimesTheCpus) {
  EXPECT_DOUBLE_EQ(ScalingOf(64, {{{100}, {60}}}).rate, 38.4);
}

TEST(CpuScalingTest, NoiseMakesItNeitherMoreThanAllNorLessThanOne) {
  EXPECT_EQ(ScalingOf(4, {{{100}, {130}}}).rate, 4);
  EXPECT_EQ(ScalingOf(4, {{{100}, {5}}}).rate, 1);
}

TEST(CpuScalingTest, IsMeasuredOnTheCpusOfThisProcess) {
  cpu_set_t set;
  ASSERT_EQ(sched_getaffinity(0, sizeof(set), &set), 0);
  const absl::StatusOr<CpuScaling> scaling = MeasureCpuScaling();
  ASSERT_TRUE(scaling.ok()) << scaling.status();
  EXPECT_EQ(scaling->cpus, CPU_COUNT(&set));
  EXPECT_GE(scaling->rate, 1);
  EXPECT_LE(scaling->rate, scaling->cpus);
  // No process is left.
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

}  // namespace
}  // namespace feluda
