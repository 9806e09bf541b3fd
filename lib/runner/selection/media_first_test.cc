#include "lib/runner/selection/media_first.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

const std::vector<std::string> kNames = {"sort/8", "read/a.png", "cat.mp4",
                                         "hash/cat.mp4", "hash/length/15"};
const std::set<std::string> kInputs = {"a.png", "cat.mp4"};

TEST(MediaFirstTest, BenchmarksOnMediaComeFirst) {
  const MediaSelection selection = MediaFirst(kNames, kInputs, false);
  EXPECT_THAT(selection.names,
              ElementsAre("read/a.png", "hash/cat.mp4", "sort/8", "cat.mp4",
                          "hash/length/15"));
  EXPECT_EQ(selection.on_media, 2);
  EXPECT_EQ(selection.left_out, 0);
}

TEST(MediaFirstTest, AloneLeavesTheOthersOut) {
  const MediaSelection selection = MediaFirst(kNames, kInputs, true);
  EXPECT_THAT(selection.names, ElementsAre("read/a.png", "hash/cat.mp4"));
  EXPECT_EQ(selection.left_out, 3);
  EXPECT_EQ(DescribeMediaSelection(selection, "my clips"),
            "2 benchmarks run on the files of my clips. Left out: 3 on made-up "
            "inputs; --benchmark_filter=all runs all.");
}

TEST(MediaFirstTest, AFamilyIsPickedByItsName) {
  const MediaSelection selection =
      MediaFirst(kNames, {"cat.mp4", "length/"}, true);
  EXPECT_THAT(selection.names, ElementsAre("hash/cat.mp4", "hash/length/15"));
}

TEST(MediaFirstTest, NothingIsSaidToBeLeftOutWhereAllRun) {
  const MediaSelection selection =
      MediaFirst({"read/a.png", "sort/8"}, kInputs, false);
  EXPECT_EQ(DescribeMediaSelection(selection, "clips"),
            "1 benchmark runs on the files of clips.");
}

}  // namespace
}  // namespace feluda
