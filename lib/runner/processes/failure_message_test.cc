#include "lib/runner/processes/failure_message.h"

#include <csignal>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using testing::HasSubstr;
using Cause = ChildEnd::Cause;

ChildEnd End(Cause cause, int value, const std::string& last_words = "") {
  ChildEnd end;
  end.cause = cause;
  end.value = value;
  end.elapsed = absl::Milliseconds(1250);
  end.last_words = last_words;
  return end;
}

ChildEnd KilledForMemory() {
  ChildEnd end = End(Cause::kSignalled, SIGKILL);
  end.memory_ran_out = true;
  return end;
}

PipedRuns Piped(bool ended, const std::string& error = "") {
  PipedRuns piped;
  piped.ended = ended;
  piped.error = error;
  return piped;
}

ChildLimits Limits(int64_t mebibytes) {
  ChildLimits limits;
  limits.timeout = absl::Seconds(90);
  limits.memory_bytes = mebibytes << 20;
  return limits;
}

struct Case {
  std::string name;
  ChildEnd end;
  absl::StatusOr<PipedRuns> piped;
  std::string message;
  int64_t limit_mib = 0;
};

class DescribeFailureTest : public testing::TestWithParam<Case> {};

TEST_P(DescribeFailureTest, Says) {
  const Case& c = GetParam();
  EXPECT_EQ(DescribeFailure(c.end, Limits(c.limit_mib), c.piped), c.message);
}

INSTANTIATE_TEST_SUITE_P(
    Ends, DescribeFailureTest,
    testing::ValuesIn(std::vector<Case>{
        {"Nothing", End(Cause::kExited, 0), Piped(true), ""},
        {"NothingThoughItTalked", End(Cause::kExited, 0, "hello\n"),
         Piped(true), ""},
        {"Exit", End(Cause::kExited, 0), Piped(false),
         "exited with status 0 after 1.2 s, before it was done"},
        {"ExitWithStatus", End(Cause::kExited, 3), Piped(false),
         "exited with status 3 after 1.2 s, before it was done"},
        {"Exception", End(Cause::kExited, 0), Piped(true, "threw"), "threw"},
        {"OutOfMemory", End(Cause::kExited, 0), Piped(true, "threw bad_alloc"),
         "threw bad_alloc, with a memory limit of 64 MiB "
         "(--feluda_memory_limit_mb)",
         64},
        {"Garbage", End(Cause::kExited, 0),
         absl::StatusOr<PipedRuns>(absl::DataLossError("no JSON")),
         "its result cannot be read: no JSON"},
        {"Crash", End(Cause::kSignalled, SIGSEGV), Piped(false),
         "killed by SIGSEGV after 1.2 s"},
        {"CrashWithGarbage", End(Cause::kSignalled, SIGABRT),
         absl::StatusOr<PipedRuns>(absl::DataLossError("no JSON")),
         "killed by SIGABRT after 1.2 s"},
        {"CrashUnderALimit", End(Cause::kSignalled, SIGSEGV), Piped(false),
         "killed by SIGSEGV after 1.2 s, with a memory limit of 64 MiB "
         "(--feluda_memory_limit_mb)",
         64},
        {"Kill", End(Cause::kSignalled, SIGKILL), Piped(false),
         "killed by SIGKILL after 1.2 s"},
        {"KillForMemory", KilledForMemory(), Piped(false),
         "killed by SIGKILL after 1.2 s, by the kernel, as memory had run "
         "out"},
        {"ExceptionUnderALimit", End(Cause::kExited, 0), Piped(true, "threw"),
         "threw", 64},
        {"RealTimeSignal", End(Cause::kSignalled, 40), Piped(false),
         "killed by signal 40 after 1.2 s"},
        {"Stopped", End(Cause::kTimedOut, 0), Piped(false),
         "ran over its 90.0 s (--feluda_timeout) and was stopped"},
        {"Killed", End(Cause::kTimedOut, 1), Piped(false),
         "ran over its 90.0 s (--feluda_timeout) and was killed"},
        {"Interrupted", End(Cause::kInterrupted, 0), Piped(false),
         "interrupted"},
        {"LastWords", End(Cause::kSignalled, SIGABRT, "\nline 1\nline 2\n"),
         Piped(false),
         "killed by SIGABRT after 1.2 s; its last words:\nline 1\nline 2"},
    }),
    [](const auto& test) { return test.param.name; });

TEST(DescribeFailureTest, WhateverTheChildWroteFitsIntoJson) {
  const std::string message = DescribeFailure(
      End(Cause::kExited, 1, "\x1b[31mred\r\n\x80\xff cut \xc3"), ChildLimits(),
      Piped(false));
  EXPECT_THAT(message, HasSubstr("[31mred\n\uFFFD\uFFFD cut \uFFFD"));
  for (const char c : message) {
    EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ') << message;
  }
}

}  // namespace
}  // namespace feluda
