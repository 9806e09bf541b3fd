#include "lib/runner/multi_reporter.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using testing::ElementsAre;
using BenchmarkRun = benchmark::BenchmarkReporter::Run;

BenchmarkRun Named(const std::string& name, bool aggregate = false) {
  BenchmarkRun run;
  run.run_name.function_name = name;
  run.run_type =
      aggregate ? BenchmarkRun::RT_Aggregate : BenchmarkRun::RT_Iteration;
  run.aggregate_name = aggregate ? "mean" : "";
  return run;
}

class Names : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) names.push_back(run.benchmark_name());
  }
  void Finalize() override { finalized = true; }

  std::vector<std::string> names;
  bool finalized = false;
};

TEST(MultiReporterTest, FeedsAllWithCompletedRuns) {
  MultiReporter reporters([](std::vector<BenchmarkRun>& runs) {
    for (BenchmarkRun& run : runs) run.run_name.function_name += "/complete";
  });
  Names first;
  Names second;
  reporters.Add(&first);
  reporters.Add(&second);
  reporters.ReportRuns({Named("a"), Named("b")});
  reporters.Finalize();
  EXPECT_THAT(first.names, ElementsAre("a/complete", "b/complete"));
  EXPECT_EQ(first.names, second.names);
  EXPECT_TRUE(first.finalized && second.finalized);
}

BenchmarkRun Repetition(const std::string& name) {
  BenchmarkRun run = Named(name);
  run.repetitions = 3;
  return run;
}

BenchmarkRun FailedRepetition(const std::string& name) {
  BenchmarkRun run = Repetition(name);
  MarkFailed(run, "broken");
  return run;
}

TEST(MultiReporterTest, AggregatesOnlyLeavesRepetitionsOutAndFailuresIn) {
  MultiReporter reporters([](std::vector<BenchmarkRun>&) {});
  Names aggregates;
  reporters.Add(&aggregates, /*aggregates_only=*/true);
  BenchmarkRun single = Named("single");
  single.repetitions = 1;
  reporters.ReportRuns({single});
  // Google Benchmark reports repetitions and their aggregates one by one.
  reporters.ReportRuns({Repetition("repeated"), Repetition("repeated"),
                        FailedRepetition("repeated")});
  reporters.ReportRuns({Named("repeated", /*aggregate=*/true)});
  EXPECT_THAT(aggregates.names,
              ElementsAre("single", "repeated", "repeated_mean"));
}

TEST(MultiReporterTest, AggregatesOnlyShowsARepetitionThatHasNoAggregate) {
  MultiReporter reporters([](std::vector<BenchmarkRun>&) {});
  Names aggregates;
  reporters.Add(&aggregates, /*aggregates_only=*/true);
  reporters.ReportRuns(
      {Repetition("one"), FailedRepetition("one"), FailedRepetition("one")});
  EXPECT_THAT(aggregates.names, ElementsAre("one", "one", "one"));
}

TEST(MultiReporterTest, ASkippedRunIsShownAndNotCounted) {
  MultiReporter reporters([](std::vector<BenchmarkRun>&) {});
  Names aggregates;
  reporters.Add(&aggregates, /*aggregates_only=*/true);
  BenchmarkRun skipped = Repetition("skipped");
  MarkSkipped(skipped, "no camera");
  reporters.ReportRuns({skipped, skipped});
  EXPECT_THAT(aggregates.names, ElementsAre("skipped", "skipped"));
  EXPECT_EQ(reporters.measured(), 0);
  EXPECT_EQ(reporters.failed(), 0);
}

TEST(MultiReporterTest, CountsMeasuredAndFailedNotAggregates) {
  MultiReporter reporters([](std::vector<BenchmarkRun>&) {});
  BenchmarkRun failed = Named("failed");
  MarkFailed(failed, "broken");
  reporters.ReportRuns({Named("a"), failed, Named("b")});
  reporters.ReportRuns({Named("a", /*aggregate=*/true)});
  EXPECT_EQ(reporters.measured(), 2);
  EXPECT_EQ(reporters.failed(), 1);
}

}  // namespace
}  // namespace feluda
