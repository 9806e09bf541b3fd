#include "lib/measure/cpu_usage.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <functional>
#include <thread>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

constexpr absl::Duration kBurnt = absl::Milliseconds(60);
// The kernel rounds to microseconds, once a figure.
constexpr absl::Duration kRounding = absl::Microseconds(10);

absl::Duration ThreadCpu() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return absl::DurationFromTimespec(time);
}

// Returns when this thread has used so much more CPU time.
void Burn(absl::Duration cpu) {
  const absl::Duration end = ThreadCpu() + cpu;
  while (ThreadCpu() < end) {
  }
}

// Runs `body` in a child process, which has ended but not been waited for when
// this returns.
pid_t RunChild(const std::function<void()>& body) {
  const pid_t child = fork();
  if (child == 0) {
    body();
    _exit(0);
  }
  siginfo_t info;
  EXPECT_EQ(waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT),
            0);
  return child;
}

CpuUsage Used(const std::function<void()>& body) {
  const CpuUsage start = ReadCpuUsage();
  body();
  return ReadCpuUsage() - start;
}

TEST(CpuUsageTest, SeesThisThread) {
  const CpuUsage used = Used([] { Burn(kBurnt); });
  EXPECT_GE(used.user + used.system, kBurnt - kRounding);
  EXPECT_EQ(used.children_user + used.children_system, absl::ZeroDuration());
  EXPECT_EQ(used.total(), used.user + used.system);
}

TEST(CpuUsageTest, SeesThreadsThatEnded) {
  const CpuUsage used = Used([] {
    std::thread first(Burn, kBurnt);
    std::thread second(Burn, kBurnt);
    first.join();
    second.join();
  });
  EXPECT_GE(used.user + used.system, 2 * kBurnt - kRounding);
}

TEST(CpuUsageTest, SeesAChildOnceItIsWaitedFor) {
  pid_t child = 0;
  const CpuUsage before = Used([&] { child = RunChild([] { Burn(kBurnt); }); });
  const CpuUsage waited = Used([&] { waitpid(child, nullptr, 0); });
  EXPECT_EQ(before.children_user + before.children_system,
            absl::ZeroDuration());
  EXPECT_GE(waited.children_user + waited.children_system, kBurnt - kRounding);
  EXPECT_GE(waited.total(), kBurnt - kRounding);
}

TEST(CpuUsageTest, SeesAGrandchildThatItsParentWaitedFor) {
  const CpuUsage used = Used([] {
    const pid_t child =
        RunChild([] { waitpid(RunChild([] { Burn(kBurnt); }), nullptr, 0); });
    waitpid(child, nullptr, 0);
  });
  EXPECT_GE(used.children_user + used.children_system, kBurnt - kRounding);
}

TEST(CpuUsageTest, SleepUsesNoProcessor) {
  constexpr int kSleeps = 10;
  const absl::Time start = absl::Now();
  const CpuUsage used = Used([] {
    for (int i = 0; i < kSleeps; ++i) absl::SleepFor(absl::Milliseconds(10));
  });
  EXPECT_GE(used.voluntary_switches, kSleeps);
  EXPECT_LT(used.total(), (absl::Now() - start) / 2);
}

TEST(CpuUsageTest, CountsEachPageTouchedFirst) {
  constexpr size_t kPages = 1000;
  const size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  void* mapped = mmap(nullptr, kPages * page, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(mapped, MAP_FAILED);
  madvise(mapped, kPages * page, MADV_NOHUGEPAGE);
  volatile char* bytes = static_cast<char*>(mapped);
  const CpuUsage first = Used([&] {
    for (size_t i = 0; i < kPages; ++i) bytes[i * page] = 1;
  });
  const CpuUsage second = Used([&] {
    for (size_t i = 0; i < kPages; ++i) bytes[i * page] = 2;
  });
  munmap(mapped, kPages * page);
  EXPECT_GE(first.minor_faults, static_cast<int64_t>(kPages));
  EXPECT_LT(second.minor_faults, static_cast<int64_t>(kPages));
}

TEST(CpuUsageTest, NeverFalls) {
  CpuUsage last = ReadCpuUsage();
  for (int i = 0; i < 10000; ++i) {
    const CpuUsage now = ReadCpuUsage();
    const CpuUsage used = now - last;
    ASSERT_GE(used.user, absl::ZeroDuration());
    ASSERT_GE(used.system, absl::ZeroDuration());
    ASSERT_GE(used.minor_faults, 0);
    ASSERT_GE(used.involuntary_switches, 0);
    last = now;
  }
}

}  // namespace
}  // namespace feluda
