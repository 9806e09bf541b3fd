#include "reporters/compare/compared_side.h"

#include <cmath>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"
#include "lib/runs/run_outcome.h"
#include "reporters/compare/testing/made_up_sides.h"

namespace feluda {
namespace {

constexpr size_t kTimeAt = 0;
constexpr size_t kAllocationsAt = 4;

using SideRun = benchmark::BenchmarkReporter::Run;

SideRun AggregateRun(const std::string& statistic, double seconds) {
  SideRun run = MadeUpRoundRun("sort", -1, seconds);
  run.run_type = SideRun::RT_Aggregate;
  run.aggregate_name = statistic;
  run.aggregate_unit = benchmark::kTime;
  return run;
}

TEST(ComparedSideTest, EachRoundIsAProcess) {
  const ComparedSide side = MadeUpSide(
      "a", {MadeUpRoundRun("sort", 1, 2), MadeUpRoundRun("sort", 0, 1)});
  ASSERT_EQ(side.benchmarks().size(), 1);
  const auto& processes = side.Find("sort")->processes;
  ASSERT_EQ(processes.size(), 2);
  EXPECT_EQ(processes[0].round, 0);
  EXPECT_EQ(processes[0].values[kTimeAt], 1);
  EXPECT_EQ(processes[1].values[kTimeAt], 2);
}

TEST(ComparedSideTest, RepetitionsOfAFileAreOneProcess) {
  ComparedSide side = MadeUpSide(
      "a", {MadeUpRoundRun("sort", -1, 1, 7), MadeUpRoundRun("sort", -1, 9, 7),
            MadeUpRoundRun("sort", -1, 2, 7)});
  RecordedRuns other;
  other.runs = {MadeUpRoundRun("sort", -1, 5, 8)};
  side.Add("b", other);
  const auto& processes = side.Find("sort")->processes;
  ASSERT_EQ(processes.size(), 2);
  EXPECT_EQ(processes[0].values[kTimeAt], 2);
  EXPECT_TRUE(processes[0].varies[kTimeAt]);
  EXPECT_FALSE(processes[0].varies[kAllocationsAt]);
  EXPECT_EQ(processes[1].values[kTimeAt], 5);
  EXPECT_TRUE(std::isnan(processes[1].values[2]));
  EXPECT_EQ(side.files(), (std::vector<std::string>{"a", "b"}));
}

TEST(ComparedSideTest, AMeanStandsForABenchmarkWithoutRepetitions) {
  const std::vector<SideRun> aggregates = {AggregateRun("median", 2),
                                           AggregateRun("mean", 3),
                                           AggregateRun("stddev", 1)};
  const ComparedSide side = MadeUpSide("a", aggregates);
  ASSERT_EQ(side.Find("sort")->processes.size(), 1);
  EXPECT_EQ(side.Find("sort")->processes[0].values[kTimeAt], 3);
  std::vector<SideRun> both = aggregates;
  both.push_back(MadeUpRoundRun("sort", -1, 5));
  EXPECT_EQ(MadeUpSide("a", both).Find("sort")->processes[0].values[kTimeAt],
            5);
}

TEST(ComparedSideTest, FailuresAreCountedAndSkippedRunsAreNot) {
  SideRun skipped = NewRun("skipped");
  MarkSkipped(skipped, "no GPU");
  const ComparedSide side = MadeUpSide(
      "a", {FailedRun("sort", "no memory"), MadeUpRoundRun("sort", 1, 1),
            FailedRun("sort", "no disk"), skipped});
  EXPECT_EQ(side.Find("skipped"), nullptr);
  EXPECT_EQ(side.Find("sort")->failures, 2);
  EXPECT_EQ(side.Find("sort")->failure, "no memory");
  EXPECT_EQ(side.Find("sort")->processes.size(), 1);
}

TEST(ComparedSideTest, RoundsCanBeDrawnAgain) {
  const ComparedSide side = MadeUpSide("a", {MadeUpRoundRun("sort", 0, 1),
                                             MadeUpRoundRun("sort", 1, 2),
                                             MadeUpRoundRun("sort", -1, 3)})
                                .WithRounds({1, 0, 1, 7});
  const auto& processes = side.Find("sort")->processes;
  ASSERT_EQ(processes.size(), 3);
  EXPECT_EQ(processes[0].values[kTimeAt], 2);
  EXPECT_EQ(processes[1].values[kTimeAt], 1);
  EXPECT_EQ(processes[2].values[kTimeAt], 2);
  EXPECT_EQ(processes[2].round, 2);
}

TEST(ComparedSideTest, FilesThatAreNotWholeAreKnown) {
  RecordedRuns recorded;
  recorded.cut_short = true;
  recorded.partial = "interrupted";
  ComparedSide side;
  side.Add("a", recorded);
  EXPECT_EQ(side.cut_short(), std::vector<std::string>{"a"});
  EXPECT_EQ(side.partial(), std::vector<std::string>{"a: interrupted"});
}

}  // namespace
}  // namespace feluda
