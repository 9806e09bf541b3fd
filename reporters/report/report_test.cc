#include "reporters/report/report.h"

#include "gtest/gtest.h"
#include "lib/runs/run_outcome.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

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

}  // namespace
}  // namespace feluda
