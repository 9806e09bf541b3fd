#include "lib/runner/processes/interruption.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "gtest/gtest.h"

namespace feluda {
namespace {

// The status that a process ends with in which `body` runs.
template <typename Body>
int StatusOf(const Body& body) {
  const pid_t child = fork();
  if (child == 0) {
    body();
    _exit(0);
  }
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  return WEXITSTATUS(status);
}

TEST(InterruptionTest, FirstSignalIsKept) {
  for (const int signal : {SIGINT, SIGTERM}) {
    EXPECT_EQ(StatusOf([&] {
                const std::atomic<int>& interrupted = CatchInterruptions();
                if (interrupted != 0) _exit(1);
                std::raise(signal);
                if (interrupted != signal) _exit(2);
              }),
              0);
  }
}

TEST(InterruptionTest, SecondSignalEndsTheProcessAtOnce) {
  EXPECT_EQ(StatusOf([] {
              CatchInterruptions();
              std::raise(SIGINT);
              std::raise(SIGINT);
            }),
            130);
  EXPECT_EQ(StatusOf([] {
              CatchInterruptions();
              std::raise(SIGINT);
              std::raise(SIGTERM);
            }),
            143);
}

TEST(InterruptionTest, WritingGoesOnAndWaitingEnds) {
  EXPECT_EQ(StatusOf([] {
              CatchInterruptions();
              struct sigaction action;
              sigaction(SIGINT, nullptr, &action);
              if ((action.sa_flags & SA_RESTART) == 0) _exit(1);
            }),
            0);
}

TEST(SignalNameTest, NamesWhatHasAName) {
  EXPECT_EQ(SignalName(SIGSEGV), "SIGSEGV");
  EXPECT_EQ(SignalName(SIGKILL), "SIGKILL");
  EXPECT_EQ(SignalName(SIGRTMIN + 3), "signal " + std::to_string(SIGRTMIN + 3));
}

}  // namespace
}  // namespace feluda
