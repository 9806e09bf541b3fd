#include "lib/provenance/machine/usable_machine.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

constexpr double kMebibyte = 1 << 20;

// Eight CPUs and 16 GiB, in the files that a test writes.
class UsableMachineTest : public testing::Test {
 protected:
  UsableMachineTest() {
    Write("sys/devices/system/cpu/online", "0-7");
    Write("proc/self/status", "Name:\tx\nCpus_allowed_list:\t0-127");
    Write("proc/meminfo", "MemTotal:       16777216 kB\nMemFree: 1 kB");
  }

  void Write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text << "\n";
  }

  // A system with cgroups of version 2, this process in `cgroup`.
  void Version2(const std::string& cgroup, const std::string& seen = "/") {
    Write("proc/self/cgroup", "0::" + cgroup);
    Write("proc/self/mountinfo",
          "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n31 23 0:27 " + seen +
              " /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw");
  }

  UsableMachine Read() { return ReadUsableMachine(root_.string()); }

  const TemporaryDirectory temporary_;
  const fs::path root_ = temporary_.path();
};

TEST_F(UsableMachineTest, IsAllOfItWithoutLimits) {
  Version2("/");
  const UsableMachine machine = Read();
  EXPECT_EQ(machine.cpus, 8);
  EXPECT_EQ(machine.memory_bytes, 16384 * kMebibyte);
  EXPECT_EQ(machine.cpus_limit + machine.memory_limit, "");
}

TEST_F(UsableMachineTest, TheAffinityMaskLimitsCpus) {
  Write("proc/self/status", "Cpus_allowed_list:\t2-3,7,64-127");
  EXPECT_EQ(Read().cpus, 3);
  EXPECT_EQ(Read().cpus_limit, "CPU affinity");
}

TEST_F(UsableMachineTest, TheSmallestLimitOfTheParentsCounts) {
  Version2("/jobs/7/task");
  Write("sys/fs/cgroup/jobs/cpu.max", "150000 100000");
  Write("sys/fs/cgroup/jobs/7/cpu.max", "400000 100000");
  Write("sys/fs/cgroup/jobs/7/task/cpu.max", "max 100000");
  Write("sys/fs/cgroup/jobs/memory.max", "max");
  Write("sys/fs/cgroup/jobs/7/memory.max", "1073741824");
  Write("sys/fs/cgroup/jobs/7/task/memory.max", "2147483648");
  Write("sys/fs/cgroup/other/memory.max", "4096");
  const UsableMachine machine = Read();
  EXPECT_EQ(machine.cpus, 1.5);
  EXPECT_EQ(machine.cpus_limit, "/sys/fs/cgroup/jobs/cpu.max");
  EXPECT_EQ(machine.memory_bytes, 1024 * kMebibyte);
  EXPECT_EQ(machine.memory_limit, "/sys/fs/cgroup/jobs/7/memory.max");
}

TEST_F(UsableMachineTest, AContainerSeesItsOwnCgroupAsTheRoot) {
  Write("sys/fs/cgroup/memory.max", "536870912");
  for (const char* cgroup : {"/", "/docker/abc", "/../../else"}) {
    Version2(cgroup, cgroup == std::string("/docker/abc") ? cgroup : "/");
    EXPECT_EQ(Read().memory_bytes, 512 * kMebibyte) << cgroup;
  }
  // Another one whose name begins alike.
  Version2("/docker/abcdef", "/docker/abc");
  EXPECT_EQ(Read().memory_limit, "/sys/fs/cgroup/memory.max");
}

TEST_F(UsableMachineTest, ReadsTheFilesOfVersion1) {
  Write("proc/self/cgroup", "4:memory:/box\n3:cpu,cpuacct:/box\n0::/");
  Write("proc/self/mountinfo",
        "32 31 0:29 / /sys/fs/cgroup/cpu\\040s rw - cgroup cgroup "
        "rw,cpu,cpuacct\n"
        "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory");
  Write("sys/fs/cgroup/cpu s/cpu.cfs_quota_us", "-1");
  Write("sys/fs/cgroup/cpu s/cpu.cfs_period_us", "100000");
  Write("sys/fs/cgroup/cpu s/box/cpu.cfs_quota_us", "50000");
  Write("sys/fs/cgroup/cpu s/box/cpu.cfs_period_us", "100000");
  Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
  Write("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "268435456");
  const UsableMachine machine = Read();
  EXPECT_EQ(machine.cpus, 0.5);
  EXPECT_EQ(machine.cpus_limit, "/sys/fs/cgroup/cpu s/box/cpu.cfs_quota_us");
  EXPECT_EQ(machine.memory_bytes, 256 * kMebibyte);
}

TEST_F(UsableMachineTest, ALimitAboveTheMachineIsNone) {
  Version2("/");
  Write("sys/fs/cgroup/cpu.max", "1600000 100000");
  Write("sys/fs/cgroup/memory.max", "1099511627776");
  EXPECT_EQ(Read().cpus, 8);
  EXPECT_EQ(Read().cpus_limit + Read().memory_limit, "");
}

TEST_F(UsableMachineTest, GarbageIsUnknown) {
  Version2("/");
  Write("sys/devices/system/cpu/online", "some");
  Write("proc/self/status", "Cpus_allowed_list:\t3-1");
  Write("proc/meminfo", "MemTotal: much");
  Write("proc/self/cgroup", "0:\n:::::\n\n");
  Write("proc/self/mountinfo", "1 2 3\n - \n - cgroup2 x\n");
  Write("sys/fs/cgroup/cpu.max", "-5 0");
  Write("sys/fs/cgroup/memory.max", "nan");
  EXPECT_FALSE(Read().cpus.has_value());
  EXPECT_FALSE(Read().memory_bytes.has_value());
  EXPECT_FALSE(ReadUsableMachine("/nowhere").cpus.has_value());
}

TEST(ParseCpuListTest, TakesRangesAndRefusesTheRest) {
  EXPECT_THAT(*ParseCpuList("0-2,8"), ElementsAre(0, 1, 2, 8));
  EXPECT_THAT(*ParseCpuList("5"), ElementsAre(5));
  for (const char* text : {"", "a", "1-", "-1", "3-1", "1-2-3", "0-99999999"}) {
    EXPECT_FALSE(ParseCpuList(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace feluda
