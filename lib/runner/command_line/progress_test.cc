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

TEST(ProgressTest, RoundsTellTheirPlaceAmongAllProcesses) {
  std::ostringstream out;
  Progress progress({"a", "b"}, {}, /*is_terminal=*/true, out, {3, 3});
  progress.StartRound(1, 3);
  progress.Start(1, kStart);
  progress.End(1, absl::Seconds(4));
  progress.Start(0, kStart + absl::Seconds(4));
  EXPECT_THAT(out.str(), HasSubstr("[2/6] round 1/3  a   4 s elapsed, about "
                                   "20 s left"));
}

TEST(ProgressTest, ElsewhereIsALineARound) {
  std::ostringstream out;
  Progress progress({"a", "b"}, {}, /*is_terminal=*/false, out, {2, 2});
  progress.StartRound(1, 2);
  progress.Start(0, kStart);
  progress.End(0, absl::Seconds(10));
  progress.Start(1, kStart + absl::Seconds(10));
  progress.End(1, absl::Seconds(2));
  progress.EndRound(kStart + absl::Seconds(12));
  EXPECT_EQ(out.str(), "[round 1/2] 12 s elapsed, about 12 s left\n");
}

TEST(ProgressTest, WhatARoundTookIsWhatTheNextWillTake) {
  std::ostringstream out;
  Progress progress({"a", "b"}, {{"a", absl::Seconds(1)}}, true, out, {2, 1});
  progress.Start(0, kStart);
  EXPECT_EQ(progress.Left(kStart), absl::InfiniteDuration());
  progress.End(0, absl::Seconds(10));
  // a once more, and b as long as the mean.
  EXPECT_EQ(progress.Left(kStart), absl::Seconds(20));
}

}  // namespace
}  // namespace feluda
