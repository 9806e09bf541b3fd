#include "reporters/plan/cpu_sharing.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(CpuSharingTest, OneWorkerIsSlowedDownByNobody) {
  EXPECT_EQ((CpuSharing{2, 1.4}.SpeedOfEach(1)), 1);
  EXPECT_EQ((CpuSharing{2, 1.4}.SpeedOfEach(0.5)), 1);
  EXPECT_EQ((CpuSharing{1, 1}.SpeedOfEach(1)), 1);
}

TEST(CpuSharingTest, AllShareWhatTheyDoTogether) {
  EXPECT_DOUBLE_EQ((CpuSharing{2, 1.4}.SpeedOfEach(2)), 0.7);
  EXPECT_DOUBLE_EQ((CpuSharing{2, 1.4}.SpeedOfEach(3)), 0.7);
  EXPECT_DOUBLE_EQ((CpuSharing{2, 1.4}.SpeedOfEach(1.5)), 0.85);
  EXPECT_EQ((CpuSharing{2, 2.3}.SpeedOfEach(2)), 1);
}

TEST(CpuSharingTest, AnotherMachineIsSlowedDownAsMuchWhenFull) {
  const CpuSharing sharing = CpuSharing{2, 1.4}.Scaled(64);
  EXPECT_DOUBLE_EQ(sharing.SpeedOfEach(64), 0.7);
  EXPECT_EQ(sharing.SpeedOfEach(1), 1);
}

}  // namespace
}  // namespace feluda
