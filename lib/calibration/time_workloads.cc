#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "lib/calibration/readings.h"
#include "lib/calibration/workloads.h"
#include "lib/measure/profile.h"

namespace feluda {
namespace {

double SecondsOf(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  constexpr double kNanosecond = 1e-9;
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) * kNanosecond;
}

// Keeps a processor busy until the clock has advanced so far. Returns its last
// reading.
double BurnUntil(clockid_t clock, double seconds) {
  double now = SecondsOf(clock);
  while (now < seconds) {
    for (int i = 0; i < 10000; ++i) asm volatile("");
    now = SecondsOf(clock);
  }
  return now;
}

// The CPU clock of a thread or process starts at 0 with it.
double BurnInThisThread(double seconds) {
  const double start = SecondsOf(CLOCK_THREAD_CPUTIME_ID);
  return BurnUntil(CLOCK_THREAD_CPUTIME_ID, start + seconds) - start;
}

double BurnInNewProcess(double seconds) {
  return BurnUntil(CLOCK_PROCESS_CPUTIME_ID, seconds);
}

absl::Status Failed(const char* call) {
  return absl::UnavailableError(absl::StrCat(call, ": ", std::strerror(errno)));
}

// Runs in the child: sends the parent what `work` returned, and ends.
[[noreturn]] void SendResult(int out, const std::function<double()>& work) {
  const double result = work();
  const bool sent = write(out, &result, sizeof(result)) == sizeof(result);
  _exit(sent ? 0 : 1);
}

// Receives what SendResult() sent. Waits for the child to end.
absl::StatusOr<double> AwaitResult(int in, pid_t child) {
  double result = -1;
  const bool received = read(in, &result, sizeof(result)) == sizeof(result);
  while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
  }
  if (received && result >= 0) return result;
  return absl::UnavailableError("the child process failed");
}

// What `work` returned in a child that has ended; a negative number is failure.
absl::StatusOr<double> InChild(const std::function<double()>& work) {
  int ends[2];
  if (pipe(ends) != 0) return Failed("pipe");
  const pid_t child = fork();
  if (child == 0) SendResult(ends[1], work);
  absl::StatusOr<double> result = -1;
  if (child < 0) result = Failed("fork");
  close(ends[1]);
  if (child > 0) result = AwaitResult(ends[0], child);
  close(ends[0]);
  return result;
}

std::string Seconds(double seconds) { return absl::StrCat(seconds, " s"); }

Rows ThisThreadBurns(const WorkloadSizes& sizes) {
  double truth = 0;
  const Measured measured = {
      absl::StrCat(Seconds(sizes.burnt_seconds), " of CPU in this process"),
      Profile([&] { truth = BurnInThisThread(sizes.burnt_seconds); })};
  return {CpuSeconds(measured, truth)};
}

Rows ThreadsBurn(const WorkloadSizes& sizes) {
  constexpr int kThreads = 4;
  std::vector<double> burnt(kThreads);
  const auto burn_in_threads = [&burnt, &sizes] {
    std::vector<std::thread> threads;
    for (double& mine : burnt) {
      threads.emplace_back([&mine, &sizes] {
        mine = BurnInThisThread(sizes.burnt_seconds / kThreads);
      });
    }
    for (std::thread& thread : threads) thread.join();
  };
  const Measured measured = {absl::StrCat(Seconds(sizes.burnt_seconds),
                                          " of CPU in ", kThreads, " threads"),
                             Profile(burn_in_threads)};
  double truth = 0;
  for (double seconds : burnt) truth += seconds;
  return {CpuSeconds(measured, truth)};
}

Rows ProcessesBurn(const char* where, const WorkloadSizes& sizes,
                   const std::function<absl::StatusOr<double>()>& burn) {
  // If SIGCHLD was inherited as ignored, the kernel would end children without
  // a wait and not count them.
  const auto inherited = signal(SIGCHLD, SIG_DFL);
  absl::StatusOr<double> truth;
  const Measured measured = {
      absl::StrCat(Seconds(sizes.burnt_seconds), " of CPU in a ", where),
      Profile([&] { truth = burn(); })};
  signal(SIGCHLD, inherited);
  // Under a sanitizer or a tool, the cost of making and ending a process is
  // unknown.
  if (truth.ok() && !measured.usage.heap.ok()) {
    truth = measured.usage.heap.status();
  }
  const Rows rows = {CpuSeconds(measured, truth.value_or(sizes.burnt_seconds))};
  return truth.ok() ? rows : NotTried(rows, truth.status());
}

Rows ChildBurns(const WorkloadSizes& sizes) {
  const auto burn = [&sizes] { return BurnInNewProcess(sizes.burnt_seconds); };
  return ProcessesBurn("child", sizes, [&] { return InChild(burn); });
}

Rows GrandchildBurns(const WorkloadSizes& sizes) {
  const auto burn = [&sizes] { return BurnInNewProcess(sizes.burnt_seconds); };
  const auto delegate = [&burn] { return InChild(burn).value_or(-1); };
  return ProcessesBurn("grandchild", sizes, [&] { return InChild(delegate); });
}

Rows SleepTakesWallAlone(const WorkloadSizes& sizes) {
  double truth = 0;
  const Measured measured = {
      absl::StrCat("sleep of ", Seconds(sizes.sleep_seconds)), Profile([&] {
        const double start = SecondsOf(CLOCK_MONOTONIC);
        absl::SleepFor(absl::Seconds(sizes.sleep_seconds));
        truth = SecondsOf(CLOCK_MONOTONIC) - start;
      })};
  return {WallSeconds(measured, truth), CpuSeconds(measured, 0)};
}

}  // namespace

std::vector<Workload> TimeWorkloads() {
  return {ThisThreadBurns, ThreadsBurn, ChildBurns, GrandchildBurns,
          SleepTakesWallAlone};
}

}  // namespace feluda
