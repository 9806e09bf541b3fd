#include "reporters/console/terminal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

#include "gtest/gtest.h"

namespace feluda {
namespace {

class TerminalTest : public testing::Test {
 protected:
  TerminalTest() : terminal_(posix_openpt(O_RDWR | O_NOCTTY)) {
    unsetenv("NO_COLOR");
    setenv("TERM", "xterm", /*overwrite=*/1);
  }
  ~TerminalTest() override {
    if (terminal_ >= 0) close(terminal_);
  }

  void SetUp() override {
    if (terminal_ < 0) {
      GTEST_SKIP() << "the system gives no terminal: posix_openpt() failed, as "
                      "it does without /dev/pts";
    }
  }

  const int terminal_;
};

TEST_F(TerminalTest, MayBeColoured) { EXPECT_TRUE(MayUseColors(terminal_)); }

TEST_F(TerminalTest, IsPlainWhereNoColorIsSetToAnything) {
  setenv("NO_COLOR", "0", 1);
  EXPECT_FALSE(MayUseColors(terminal_));
  setenv("NO_COLOR", "", 1);
  EXPECT_TRUE(MayUseColors(terminal_));
}

TEST_F(TerminalTest, IsPlainWhereItIsDumb) {
  setenv("TERM", "dumb", 1);
  EXPECT_FALSE(MayUseColors(terminal_));
}

TEST(NoTerminalTest, AFileOrAPipeIsNotColoured) {
  setenv("TERM", "xterm", /*overwrite=*/1);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_FALSE(MayUseColors(ends[1]));
  close(ends[0]);
  close(ends[1]);
  EXPECT_FALSE(MayUseColors(-1));
}

}  // namespace
}  // namespace feluda
