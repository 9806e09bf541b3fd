#include "lib/program/program.h"

#include <functional>
#include <new>
#include <stdexcept>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(ProgramTest, ReturnsTheExitStatus) {
  EXPECT_EQ(RunProgram([] { return 7; }), 7);
}

struct Thrown {
  const char* name;
  std::function<int()> body;
  const char* message;
};

class ThrownTest : public testing::TestWithParam<Thrown> {};

TEST_P(ThrownTest, BecomesAMessageAndAFailure) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(RunProgram([] { return GetParam().body(); }), kExitFailure);
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              testing::HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    All, ThrownTest,
    testing::Values(
        Thrown{"NoMemory", []() -> int { throw std::bad_alloc(); },
               "memory does not suffice"},
        Thrown{"Exception",
               []() -> int { throw std::runtime_error("no disk"); }, "no disk"},
        Thrown{"Number", []() -> int { throw 7; }, "not a std::exception"}),
    [](const auto& test) { return test.param.name; });

TEST(ProgramTest, BadUseIsTold) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(BadUse("--colour: no such flag"), kExitBadUse);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "--colour: no such flag\n");
}

}  // namespace
}  // namespace feluda
