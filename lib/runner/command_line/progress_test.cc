#include "lib/runner/command_line/progress.h"

#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

const absl::Time kStart = absl::FromUnixSeconds(1'000'000);

TEST(ProgressTest, ElsewhereIsALineABenchmark) {
  std::ostringstream out;
  Progress progress({"first", "second"}, {}, /*is_terminal=*/false, out);
  progress.Start(0, kStart);
  progress.Tick(kStart + absl::Seconds(1));
  progress.End(0, absl::Seconds(2));
  EXPECT_EQ(out.str(), "[1/2] first  2 s\n");
}

TEST(ProgressTest, OnATerminalIsOneLineThatLives) {
  std::ostringstream out;
  Progress progress({"first", "second"}, {}, /*is_terminal=*/true, out);
  progress.Start(0, kStart);
  progress.End(0, absl::Seconds(90));
  progress.Start(1, kStart + absl::Seconds(90));
  progress.Tick(kStart + absl::Seconds(100));
  EXPECT_THAT(out.str(), HasSubstr("[1/2] first   0 s elapsed\x1b[?7h\r"));
  EXPECT_THAT(out.str(), HasSubstr("\x1b[?7l[2/2] second   1 min 40 s elapsed, "
                                   "about 1 min 20 s left"));
  EXPECT_EQ(out.str().find('\n'), std::string::npos);
}

TEST(ProgressTest, ClearLeavesNothingAndOnlyOnce) {
  std::ostringstream out;
  Progress progress({"first"}, {}, /*is_terminal=*/true, out);
  progress.Clear();
  EXPECT_EQ(out.str(), "");
  progress.Start(0, kStart);
  progress.Clear();
  progress.Clear();
  EXPECT_EQ(out.str(),
            "\r\x1b[K\x1b[?7l[1/1] first   0 s elapsed\x1b[?7h\r\x1b[K");
}

TEST(ProgressTest, LeftIsWhatIsKnownElseTheMean) {
  std::ostringstream out;
  Progress progress({"a", "b", "c"}, {{"c", absl::Seconds(30)}}, false, out);
  progress.Start(0, kStart);
  EXPECT_EQ(progress.Left(kStart), absl::InfiniteDuration());
  progress.End(0, absl::Seconds(10));
  progress.Start(1, kStart + absl::Seconds(10));
  // b as long as a, of which 4 s are gone, and c.
  EXPECT_EQ(progress.Left(kStart + absl::Seconds(14)), absl::Seconds(36));
}

TEST(ProgressTest, ABenchmarkLongerThanBeforeLeavesNothingNegative) {
  std::ostringstream out;
  Progress progress({"a"}, {{"a", absl::Seconds(5)}}, false, out);
  progress.Start(0, kStart);
  EXPECT_EQ(progress.Left(kStart + absl::Seconds(60)), absl::Duration());
}

TEST(ProgressTest, LineIsCutByTheTerminalNotContinued) {
  std::ostringstream out;
  Progress progress({std::string(300, 'x')}, {}, /*is_terminal=*/true, out);
  progress.Start(0, kStart);
  EXPECT_EQ(out.str().rfind("\r\x1b[K\x1b[?7l[1/1] xxx", 0), 0u);
  EXPECT_THAT(out.str(), EndsWith("\x1b[?7h"));
}

TEST(ProgressTest, WhatIsLeftOfManyIsTheirSum) {
  std::ostringstream out;
  const std::vector<std::string> names(10'000, "a");
  Progress progress(names, {{"a", absl::Seconds(1)}}, true, out);
  for (size_t i = 0; i < names.size(); ++i) {
    progress.Start(i, kStart);
    EXPECT_EQ(progress.Left(kStart), absl::Seconds(10'000 - i));
    progress.End(i, absl::Seconds(1));
  }
}

}  // namespace
}  // namespace feluda
