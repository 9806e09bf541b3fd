#include "lib/provenance/machine/cpu_scaling.h"

#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

// A trial is as long as a few time slices of the scheduler, so that it has some
// CPU time on a busy machine too.
constexpr double kTrialSeconds = 0.012;
constexpr int kTrials = 5;
// So many CPUs are tried alone, one after another.
constexpr size_t kSample = 2;

double Now(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  constexpr double kNanosecond = 1e-9;
  return static_cast<double>(time.tv_sec) + time.tv_nsec * kNanosecond;
}

// A core's threads share its arithmetic units, its caches and its front end.
// One kind of loop shows one of these alone: threads that multiply matrices
// gain nothing by sharing a core, and threads that wait for one multiplication
// after another gain all. So this is a mix of what operators do: guesses of
// branches that fail, products of vectors, and bytes that index a table. It
// takes some 50 microseconds and 30 KiB.
class MixedLoop {
 public:
  MixedLoop() {
    for (size_t i = 0; i < kRows * kRows; ++i) {
      left_[i] = static_cast<float>(i % 7);
      right_[i] = static_cast<float>(i % 5);
    }
  }

  void Run() {
    Sort();
    Multiply();
    CountBytes();
  }

 private:
  static constexpr size_t kNumbers = 512;
  static constexpr size_t kRows = 32;
  static constexpr size_t kBytes = 8192;

  void Sort() {
    for (uint32_t& number : numbers_) {
      seed_ = seed_ * 1664525 + 1013904223;
      number = seed_;
    }
    std::sort(numbers_, numbers_ + kNumbers);
  }

  void Multiply() {
    for (size_t row = 0; row < kRows; ++row) {
      float sums[kRows] = {};
      for (size_t k = 0; k < kRows; ++k) {
        const float factor = left_[row * kRows + k];
        for (size_t column = 0; column < kRows; ++column) {
          sums[column] += factor * right_[k * kRows + column];
        }
      }
      product_ = product_ + sums[row];
    }
  }

  void CountBytes() {
    for (size_t i = 0; i < kBytes; ++i) {
      ++counts_[bytes_[i]];
      bytes_[i] = static_cast<uint8_t>(bytes_[i] * 5 + i);
    }
  }

  uint32_t seed_ = 1;
  uint32_t numbers_[kNumbers] = {};
  float left_[kRows * kRows];
  float right_[kRows * kRows];
  // Read and written each time, so that the compiler keeps the work.
  volatile float product_ = 0;
  uint8_t bytes_[kBytes] = {};
  uint32_t counts_[256] = {};
};

// How often the loop runs in a second of this thread's CPU time. What others
// take of the CPU meanwhile is not in it.
double Trial(MixedLoop& loop) {
  const double end = Now(CLOCK_MONOTONIC) + kTrialSeconds;
  const double cpu_start = Now(CLOCK_THREAD_CPUTIME_ID);
  double times = 0;
  do {
    loop.Run();
    ++times;
  } while (Now(CLOCK_MONOTONIC) < end);
  return times / (Now(CLOCK_THREAD_CPUTIME_ID) - cpu_start);
}

// The CPUs of the affinity mask.
std::vector<int> UsableCpus() {
  std::vector<int> cpus;
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof(set), &set) != 0) return cpus;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(cpu, &set)) cpus.push_back(cpu);
  }
  return cpus;
}

// A process that stays on a CPU and makes a trial whenever it is asked to.
class CpuProcess {
 public:
  CpuProcess() = default;
  CpuProcess(const CpuProcess&) = delete;
  CpuProcess& operator=(const CpuProcess&) = delete;
  ~CpuProcess() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
    for (const int end : {ask_[0], ask_[1], answer_[0], answer_[1]}) {
      if (end >= 0) close(end);
    }
  }

  absl::Status Start(int cpu) {
    if (pipe(ask_) != 0 || pipe(answer_) != 0) return Failed("make a pipe");
    const pid_t parent = getpid();
    pid_ = fork();
    if (pid_ < 0) return Failed("start a process");
    if (pid_ > 0) return absl::OkStatus();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(EXIT_FAILURE);
    Serve(cpu);
  }

  absl::Status Ask() {
    const char any = 0;
    return write(ask_[1], &any, 1) == 1 ? absl::OkStatus() : Failed("ask");
  }

  absl::StatusOr<double> Answer() {
    // Without this end, a process that is gone shows as the pipe's end.
    if (answer_[1] >= 0) close(answer_[1]);
    answer_[1] = -1;
    double rate;
    ssize_t length;
    do {
      length = read(answer_[0], &rate, sizeof(rate));
    } while (length < 0 && errno == EINTR);
    if (length != sizeof(rate)) {
      return absl::InternalError("a process that tries a CPU ended early");
    }
    return rate;
  }

 private:
  static absl::Status Failed(const char* what) {
    return absl::InternalError(
        absl::StrCat("cannot ", what, ": ", std::strerror(errno)));
  }

  // Calls nothing that another thread of the parent may have locked: no malloc.
  [[noreturn]] void Serve(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    sched_setaffinity(0, sizeof(set), &set);
    MixedLoop loop;
    loop.Run();
    char any;
    while (read(ask_[0], &any, 1) == 1) {
      const double rate = Trial(loop);
      if (write(answer_[1], &rate, sizeof(rate)) != sizeof(rate)) break;
    }
    _exit(EXIT_SUCCESS);
  }

  pid_t pid_ = 0;
  int ask_[2] = {-1, -1};
  int answer_[2] = {-1, -1};
};

using CpuProcesses = std::vector<std::unique_ptr<CpuProcess>>;

// Lets the first `count` processes make a trial at once.
absl::StatusOr<std::vector<double>> TryAtOnce(const CpuProcesses& processes,
                                              size_t first, size_t count) {
  for (size_t i = first; i < first + count; ++i) {
    if (absl::Status asked = processes[i]->Ask(); !asked.ok()) return asked;
  }
  std::vector<double> rates;
  for (size_t i = first; i < first + count; ++i) {
    const absl::StatusOr<double> rate = processes[i]->Answer();
    if (!rate.ok()) return rate.status();
    rates.push_back(*rate);
  }
  return rates;
}

}  // namespace

CpuScaling ScalingOf(int cpus, const std::vector<CpuTrials>& sample) {
  double share = 0;
  for (const CpuTrials& trials : sample) {
    // Whatever disturbs a trial makes it slower, and another process on the
    // core's other thread does so all along: so the quickest is that of a CPU
    // alone. All at once disturb each other; their median leaves out the rest.
    const double alone =
        *std::max_element(trials.alone.begin(), trials.alone.end());
    std::vector<double> together = trials.together;
    const auto middle = together.begin() + together.size() / 2;
    std::nth_element(together.begin(), middle, together.end());
    share += *middle / alone;
  }
  share /= static_cast<double>(sample.size());
  return {cpus, std::clamp(share * cpus, 1.0, static_cast<double>(cpus))};
}

absl::StatusOr<CpuScaling> MeasureCpuScaling() {
  const std::vector<int> cpus = UsableCpus();
  if (cpus.empty()) {
    return absl::InternalError("cannot read on which CPUs this may run");
  }
  CpuProcesses processes;
  for (const int cpu : cpus) {
    processes.push_back(std::make_unique<CpuProcess>());
    const absl::Status started = processes.back()->Start(cpu);
    if (!started.ok()) return started;
  }
  std::vector<CpuTrials> sample(std::min(cpus.size(), kSample));
  for (int trial = 0; trial < kTrials; ++trial) {
    for (size_t i = 0; i < sample.size(); ++i) {
      const auto alone = TryAtOnce(processes, i, 1);
      if (!alone.ok()) return alone.status();
      sample[i].alone.push_back(alone->front());
    }
    const auto together = TryAtOnce(processes, 0, processes.size());
    if (!together.ok()) return together.status();
    for (size_t i = 0; i < sample.size(); ++i) {
      sample[i].together.push_back((*together)[i]);
    }
  }
  return ScalingOf(static_cast<int>(cpus.size()), sample);
}

}  // namespace feluda
