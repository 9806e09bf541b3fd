#include "lib/runner/processes/subprocess_call.h"

#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <string>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(CallInSubprocessTest, ReturnsWhatTheFunctionReturned) {
  std::string long_text(1 << 20, 'x');
  const auto text = CallInSubprocess([&] { return long_text; });
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_TRUE(*text == long_text);
}

TEST(CallInSubprocessTest, LeavesNothingBehind) {
  int calls = 0;
  const auto process = CallInSubprocess([&] {
    ++calls;
    return std::to_string(getpid());
  });
  ASSERT_TRUE(process.ok()) << process.status();
  EXPECT_EQ(calls, 0);
  EXPECT_NE(*process, std::to_string(getpid()));
  // It was waited for, so that there is nobody of that number.
  EXPECT_NE(kill(std::stoi(*process), 0), 0);
}

TEST(CallInSubprocessTest, ThatItDidNotComeToItsEndIsAnError) {
  const auto text = CallInSubprocess([]() -> std::string {
    raise(SIGKILL);
    return "";
  });
  EXPECT_EQ(text.status().message(), "a process was ended, with wait status 9");
}

TEST(CallInSubprocessTest, AnExceptionIsAnErrorHereAndEndsThatProcess) {
  const pid_t caller = getpid();
  const auto text = CallInSubprocess(
      []() -> std::string { throw std::runtime_error("no memory"); });
  ASSERT_EQ(getpid(), caller);
  EXPECT_FALSE(text.ok());
}

}  // namespace
}  // namespace feluda
