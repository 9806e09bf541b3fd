#include "reporters/report/report.h"

#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/run_outcome.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

TEST(ReportTest, KeepsAllRunsAndResultsOfThoseThatAreOnes) {
  const Report report = MadeUpReport();
  EXPECT_EQ(report.runs().size(), 8);
  ASSERT_EQ(report.results().size(), 5);
  EXPECT_EQ(report.results()[1].input, "clustered_5clusters");
  EXPECT_EQ(report.results()[2].operator_name, "tiny");
}

TEST(ReportTest, AddedOneByOneIsTheSame) {
  Report report(MadeUpProvenance());
  for (const Report::Run& run : MadeUpRuns()) report.Add(run);
  EXPECT_EQ(report.runs().size(), 8);
  EXPECT_EQ(report.results().size(), 5);
}

TEST(ReportTest, StatisticsFollowTheRuns) {
  Report report(MadeUpProvenance());
  EXPECT_TRUE(report.Statistics().empty());
  report.Add(MadeUpRun("hash/a", 1));
  EXPECT_EQ(report.Statistics().at(0).SuccessRate(), 1);
  Report::Run run = MadeUpRun("hash/b", 1);
  MarkFailed(run, "x");
  report.Add(run);
  EXPECT_EQ(report.Statistics().at(0).SuccessRate(), 0.5);
}

std::vector<std::string> Aggregates(const Report& report) {
  std::vector<std::string> aggregates;
  for (const Result& result : report.results()) {
    aggregates.push_back(result.aggregate);
  }
  return aggregates;
}

TEST(ReportTest, AnAggregateStandsForABenchmarkWithoutRepetitions) {
  Report report(MadeUpProvenance());
  report.Extend({MadeUpAggregate("sort/8", "stddev", 5),
                 MadeUpAggregate("sort/8", "max", 4),
                 MadeUpAggregate("sort/8", "median", 2),
                 MadeUpAggregate("sort/8", "mean", 3),
                 MadeUpAggregate("sort/8", "cv", 0.5)});
  ASSERT_THAT(Aggregates(report), ElementsAre("mean"));
  EXPECT_EQ(report.results()[0].execution.seconds, 3);
  EXPECT_EQ(report.LoneAggregates().size(), 5);
  EXPECT_EQ(report.Statistics().at(0).successes, 1);
}

TEST(ReportTest, AnAggregateGivesWayToItsRepetitions) {
  const Report::Run mean = MadeUpAggregate("sort/8", "mean", 3);
  const Report::Run other = MadeUpAggregate("sort/64", "mean", 4);
  const Report::Run repetition = MadeUpRun("sort/8", 2);
  Report before(MadeUpProvenance());
  before.Extend({mean, other, repetition, mean});
  EXPECT_THAT(Aggregates(before), ElementsAre("mean", ""));
  EXPECT_EQ(before.results()[0].input, "64");
  EXPECT_EQ(before.LoneAggregates().size(), 1);
  before.Add(MadeUpRun("sort/64", 2));
  EXPECT_THAT(Aggregates(before), ElementsAre("", ""));
  EXPECT_TRUE(before.LoneAggregates().empty());
}

TEST(ReportTest, AFailedRepetitionStandsBesideTheAggregateOfTheOthers) {
  Report::Run failed = MadeUpRun("sort/8", 0);
  MarkFailed(failed, "x");
  Report report(MadeUpProvenance());
  report.Extend({failed, MadeUpAggregate("sort/8", "mean", 3)});
  EXPECT_THAT(Aggregates(report), ElementsAre("", "mean"));
}

TEST(ReportTest, ASkippedRunIsNoResult) {
  Report report(MadeUpProvenance());
  report.Add(MadeUpSkippedRun("capture/front", "no camera"));
  EXPECT_TRUE(report.results().empty());
  ASSERT_EQ(report.skipped().size(), 1);
  EXPECT_EQ(report.skipped()[0].Name(), "capture/front");
  EXPECT_EQ(report.skipped()[0].skipped, "no camera");
  EXPECT_EQ(report.skipped()[0].execution.seconds, std::nullopt);
  EXPECT_EQ(report.runs().size(), 1);
}

TEST(ReportTest, AMeasurementWithoutAFiniteTimeIsAFailure) {
  Report report(MadeUpProvenance());
  report.Add(MadeUpRun("hash", std::numeric_limits<double>::infinity()));
  ASSERT_EQ(report.results().size(), 1);
  EXPECT_EQ(report.results()[0].error, "real_time is not a finite number");
  EXPECT_TRUE(Failed(report.runs()[0]));
}

}  // namespace
}  // namespace feluda
