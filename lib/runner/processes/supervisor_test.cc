#include "lib/runner/processes/supervisor.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using testing::HasSubstr;
using Cause = ChildEnd::Cause;

void Say(int descriptor, const std::string& text) {
  ASSERT_EQ(write(descriptor, text.data(), text.size()),
            static_cast<ssize_t>(text.size()));
}

ChildEnd RunOnce(const Supervisor::Body& body, const ChildLimits& limits = {},
                 const std::atomic<int>* interrupted = nullptr) {
  Supervisor supervisor(body, interrupted);
  const absl::StatusOr<ChildEnd> end = supervisor.Run(0, limits);
  EXPECT_TRUE(end.ok()) << end.status();
  return end.value_or(ChildEnd());
}

// Whether a process is there that is no zombie.
bool Lives(pid_t pid) { return kill(pid, 0) == 0; }

void SleepForEver() {
  while (true) pause();
}

TEST(SupervisorTest, HandsOverTheResultOfEachTask) {
  Supervisor supervisor([](size_t task, int result_fd) {
    Say(result_fd, "task " + std::to_string(task));
  });
  for (const size_t task : {0u, 7u, 3u}) {
    const absl::StatusOr<ChildEnd> end = supervisor.Run(task, {});
    ASSERT_TRUE(end.ok()) << end.status();
    EXPECT_EQ(end->cause, Cause::kExited);
    EXPECT_EQ(end->value, 0);
    EXPECT_EQ(end->result, "task " + std::to_string(task));
    EXPECT_EQ(end->last_words, "");
  }
}

TEST(SupervisorTest, ChildrenDoNotSeeWhatEarlierOnesLeft) {
  static int state = 0;
  Supervisor supervisor([](size_t, int result_fd) {
    ++state;
    Say(result_fd, std::to_string(state));
  });
  EXPECT_EQ(supervisor.Run(0, {})->result, "1");
  state = 40;  // Nor what the caller did since.
  EXPECT_EQ(supervisor.Run(0, {})->result, "1");
}

TEST(SupervisorTest, LargeResultIsWhole) {
  const ChildEnd end = RunOnce([](size_t, int result_fd) {
    const std::string block(1 << 20, 'x');
    for (int i = 0; i < 8; ++i) {
      size_t written = 0;
      while (written < block.size()) {
        const ssize_t length =
            write(result_fd, block.data() + written, block.size() - written);
        if (length > 0) written += static_cast<size_t>(length);
      }
    }
  });
  EXPECT_EQ(end.result.size(), size_t{8} << 20);
}

TEST(SupervisorTest, KeepsTheEndOfWhatTheChildSays) {
  const ChildEnd end = RunOnce([](size_t, int) {
    for (int i = 0; i < 20000; ++i) std::printf("line %d of the output\n", i);
    std::fflush(stdout);
    std::fprintf(stderr, "the last word\n");
  });
  EXPECT_LE(end.last_words.size(), ChildEnd::kMaxLastWords);
  EXPECT_THAT(end.last_words, HasSubstr("line 19999 of the output\n"));
  EXPECT_THAT(end.last_words, HasSubstr("the last word\n"));
}

TEST(SupervisorTest, StdinOfTheChildIsEmpty) {
  const ChildEnd end = RunOnce([](size_t, int result_fd) {
    char byte;
    Say(result_fd, read(STDIN_FILENO, &byte, 1) == 0 ? "empty" : "open");
  });
  EXPECT_EQ(end.result, "empty");
}

TEST(SupervisorTest, TellsTheExitStatus) {
  const ChildEnd end = RunOnce([](size_t, int) { std::exit(7); });
  EXPECT_EQ(end.cause, Cause::kExited);
  EXPECT_EQ(end.value, 7);
}

TEST(SupervisorTest, TellsTheSignal) {
  const ChildEnd end = RunOnce([](size_t, int) {
    std::signal(SIGSEGV, SIG_DFL);
    std::raise(SIGSEGV);
  });
  EXPECT_EQ(end.cause, Cause::kSignalled);
  EXPECT_EQ(end.value, SIGSEGV);
}

TEST(SupervisorTest, AsksAChildThatTakesTooLongToStop) {
  ChildLimits limits;
  limits.timeout = absl::Milliseconds(50);
  const ChildEnd end = RunOnce([](size_t, int) { SleepForEver(); }, limits);
  EXPECT_EQ(end.cause, Cause::kTimedOut);
  EXPECT_EQ(end.value, 0);
  EXPECT_GE(end.elapsed, limits.timeout);
}

TEST(SupervisorTest, KillsAChildThatDoesNotListen) {
  ChildLimits limits;
  limits.timeout = absl::Milliseconds(50);
  limits.grace = absl::Milliseconds(50);
  const ChildEnd end = RunOnce(
      [](size_t, int) {
        std::signal(SIGTERM, SIG_IGN);
        SleepForEver();
      },
      limits);
  EXPECT_EQ(end.cause, Cause::kTimedOut);
  EXPECT_EQ(end.value, 1);
}

TEST(SupervisorTest, EndsTheChildWhenInterrupted) {
  std::atomic<int> interrupted{SIGINT};
  const ChildEnd end =
      RunOnce([](size_t, int) { SleepForEver(); }, {}, &interrupted);
  EXPECT_EQ(end.cause, Cause::kInterrupted);
}

// A child, and a grandchild in a session of its own, both for ever.
void LeaveProcessesBehind(size_t, int result_fd) {
  if (fork() == 0) {
    setsid();
    const pid_t grandchild = fork();
    if (grandchild == 0) SleepForEver();
    Say(result_fd, std::to_string(grandchild));
    _exit(0);  // The grandchild is an orphan now.
  }
  if (fork() == 0) SleepForEver();
  waitpid(-1, nullptr, 0);
}

TEST(SupervisorTest, EndsWhatTheChildLeftBehind) {
  const ChildEnd end = RunOnce(LeaveProcessesBehind);
  EXPECT_EQ(end.cause, Cause::kExited);
  const pid_t grandchild = std::stoi(end.result);
  EXPECT_FALSE(Lives(grandchild));
}

// Works until the process has taken so much CPU time.
void TakeCpu(absl::Duration duration) {
  struct timespec taken;
  do {
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &taken);
  } while (absl::DurationFromTimespec(taken) < duration);
}

TEST(SupervisorTest, TellsTheCpuTimeOfAChildAndOfWhatItStarted) {
  constexpr absl::Duration kEach = absl::Milliseconds(40);
  const auto body = [&](size_t processes, int) {
    for (size_t i = 1; i < processes; ++i) {
      if (fork() == 0) {
        TakeCpu(kEach);
        _exit(0);
      }
      wait(nullptr);
    }
    TakeCpu(kEach);
  };
  Supervisor supervisor(body);
  // The kernel may round each of its parts down by a tick.
  constexpr absl::Duration kTick = absl::Milliseconds(10);
  const absl::Duration of_three = supervisor.Run(3, {})->cpu;
  EXPECT_GE(of_three, 3 * (kEach - kTick));
  const absl::Duration alone = supervisor.Run(1, {})->cpu;
  EXPECT_GE(alone, kEach - kTick);
  EXPECT_LT(alone, of_three);  // Not what came before as well.
}

TEST(SupervisorTest, ChildThatClosesAllDescriptorsOnlyLosesItsResult) {
  Supervisor supervisor([](size_t task, int result_fd) {
    if (task == 0) {
      for (int i = 0; i < 1024; ++i) close(i);
    }
    static_cast<void>(!write(result_fd, "there", 5));
  });
  EXPECT_EQ(supervisor.Run(0, {})->result, "");
  EXPECT_EQ(supervisor.Run(1, {})->result, "there");
}

TEST(SupervisorTest, RefusesMemoryBeyondTheLimit) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers reserve memory of their own";
#endif
  ChildLimits limits;
  limits.memory_bytes = 64 << 20;
  const ChildEnd end = RunOnce(
      [](size_t, int result_fd) {
        const auto fits = [](size_t bytes) {
          void* volatile block = std::malloc(bytes);
          const bool given = block != nullptr;
          std::free(block);
          return given;
        };
        Say(result_fd, fits(16 << 20) ? "16 fit, " : "16 do not, ");
        Say(result_fd, fits(128 << 20) ? "128 fit" : "128 do not");
      },
      limits);
  EXPECT_EQ(end.result, "16 fit, 128 do not");
}

TEST(SupervisorTest, GoesOnAfterAChildThatStoppedItself) {
  ChildLimits limits;
  limits.timeout = absl::Milliseconds(50);
  const ChildEnd end =
      RunOnce([](size_t, int) { std::raise(SIGSTOP); }, limits);
  EXPECT_EQ(end.cause, Cause::kTimedOut);
  EXPECT_EQ(end.value, 0);  // SIGTERM was enough.
}

TEST(SupervisorTest, EndsProcessesThatForkFasterThanTheyAreFound) {
  const ChildEnd end = RunOnce([](size_t, int result_fd) {
    if (fork() != 0) return;
    const absl::Time give_up = absl::Now() + absl::Seconds(60);
    while (absl::Now() < give_up && fork() == 0) {
    }
    if (absl::Now() >= give_up) Say(result_fd, "was left alone");
    _exit(0);
  });
  EXPECT_EQ(end.cause, Cause::kExited);
  EXPECT_EQ(end.result, "");
}

TEST(SupervisorTest, MemoryRanOutOnlyWhereTheKernelSaysSo) {
  const ChildEnd end = RunOnce([](size_t, int) { std::raise(SIGKILL); });
  EXPECT_EQ(end.value, SIGKILL);
  EXPECT_FALSE(end.memory_ran_out);
}

TEST(SupervisorTest, CallsOnWaitSomeTenTimesASecondHoweverMuchAChildWrites) {
  int calls = 0;
  Supervisor supervisor(
      [](size_t, int) {
        const std::string block(4096, 'x');
        const absl::Time end = absl::Now() + absl::Milliseconds(500);
        while (absl::Now() < end) Say(STDOUT_FILENO, block);
      },
      nullptr, [&] { ++calls; });
  ASSERT_TRUE(supervisor.Run(0, {}).ok());
  EXPECT_GE(calls, 1);
  EXPECT_LE(calls, 50);
}

// Says in the pipe what the supervisor's clean_up did, when the caller ends
// thus.
template <typename End>
std::string CleanedUpAfter(const End& end_of_caller) {
  int pipes[2];
  EXPECT_EQ(pipe(pipes), 0);
  const pid_t caller = fork();
  if (caller == 0) {
    setpgid(0, 0);
    const auto clean_up = [&] { Say(pipes[1], "cleaned"); };
    auto supervisor = std::make_unique<Supervisor>([](size_t, int) {}, nullptr,
                                                   [] {}, clean_up);
    supervisor->Run(0, {}).IgnoreError();
    end_of_caller(supervisor);
    _exit(0);
  }
  close(pipes[1]);
  waitpid(caller, nullptr, 0);
  char text[16];
  std::string said;
  ssize_t length;
  while ((length = read(pipes[0], text, sizeof(text))) > 0) {
    said.append(text, static_cast<size_t>(length));
  }
  close(pipes[0]);
  return said;
}

TEST(SupervisorTest, CleansUpOnceHoweverTheCallerEnds) {
  using Kept = std::unique_ptr<Supervisor>;
  EXPECT_EQ(CleanedUpAfter([](Kept& supervisor) { supervisor.reset(); }),
            "cleaned");
  EXPECT_EQ(CleanedUpAfter([](Kept&) { _exit(1); }), "cleaned");
  EXPECT_EQ(CleanedUpAfter([](Kept&) { std::raise(SIGKILL); }), "cleaned");
}

TEST(SupervisorTest, SurvivesTheEndOfTheCallersGroup) {
  using Kept = std::unique_ptr<Supervisor>;
  EXPECT_EQ(CleanedUpAfter([](Kept&) { kill(0, SIGKILL); }), "cleaned");
}

TEST(SupervisorTest, NothingIsLeftWhenTheCallerIsKilled) {
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t caller = fork();
  if (caller == 0) {
    Supervisor supervisor([&](size_t, int) {
      const pid_t child = getpid();
      Say(ready[1],
          std::string(reinterpret_cast<const char*>(&child), sizeof(child)));
      std::signal(SIGTERM, SIG_IGN);
      SleepForEver();
    });
    supervisor.Run(0, {}).IgnoreError();
    _exit(0);
  }
  close(ready[1]);
  pid_t child = 0;
  ASSERT_EQ(read(ready[0], &child, sizeof(child)),
            static_cast<ssize_t>(sizeof(child)));
  kill(caller, SIGKILL);
  ASSERT_EQ(waitpid(caller, nullptr, 0), caller);
  // The pipe ends with the last process that has it: supervisor and child.
  char byte;
  EXPECT_EQ(read(ready[0], &byte, 1), 0);
  EXPECT_FALSE(Lives(child));
}

}  // namespace
}  // namespace feluda
