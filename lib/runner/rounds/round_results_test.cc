#include "lib/runner/rounds/round_results.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using MadeRun = benchmark::BenchmarkReporter::Run;

// "sort/8 1/3 round 1: 5 s" for the second of three.
std::string Line(const MadeRun& run) {
  if (run.report_big_o) return absl::StrCat(run.benchmark_name());
  const std::string name = run.benchmark_name();
  if (run.run_type == MadeRun::RT_Aggregate) {
    return absl::StrCat(name, " of ", run.repetitions, ": ",
                        run.GetAdjustedRealTime());
  }
  return absl::StrCat(name, " ", run.repetition_index, "/", run.repetitions,
                      " round ", Get(run.counters, kRoundIndex).value_or(-1),
                      ": ",
                      Failed(run) ? FailureMessage(run)
                                  : absl::StrCat(run.GetAdjustedRealTime()));
}

class Lines : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& batch) override {
    for (const Run& run : batch) {
      lines.push_back(Line(run));
      families.push_back(run.family_index);
    }
  }

  std::vector<std::string> lines;
  std::vector<int64_t> families;
};

std::vector<std::string> Reported(const RoundResults& results) {
  Lines reporter;
  results.Report(reporter);
  return reporter.lines;
}

// Without the aggregates but one.
std::vector<std::string> Medians(const RoundResults& results) {
  std::vector<std::string> medians;
  for (const std::string& line : Reported(results)) {
    if (absl::StrContains(line, "_median")) medians.push_back(line);
  }
  return medians;
}

MadeRun Took(const std::string& name, double seconds) {
  MadeRun run = NewRun(name);
  run.time_unit = benchmark::kSecond;
  run.real_accumulated_time = seconds;
  return run;
}

ProcessRuns Process(const std::string& name, double seconds) {
  ProcessRuns process;
  process.batches = {{Took(name, seconds)}};
  return process;
}

ProcessRuns Killed() {
  ProcessRuns process;
  process.failure = "killed by SIGKILL";
  return process;
}

TEST(RoundResultsTest, RoundsAreRepetitionsInTheOrderOfTheNames) {
  RoundResults results({"a", "b"});
  results.Add(1, Process("b", 20));
  results.Add(0, Process("a", 1));
  results.EndRound();
  results.Add(0, Process("a", 3));
  results.Add(1, Process("b", 40));
  results.EndRound();
  EXPECT_THAT(
      Reported(results),
      ElementsAre("a 0/2 round 0: 1", "a 1/2 round 1: 3", "a_mean of 2: 2",
                  "a_median of 2: 2", "a_stddev of 2: 1.41421",
                  "a_cv of 2: 0.353553", "b 0/2 round 0: 20",
                  "b 1/2 round 1: 40", "b_mean of 2: 30", "b_median of 2: 30",
                  "b_stddev of 2: 14.1421", "b_cv of 2: 0.235702"));
}

TEST(RoundResultsTest, ARoundUnderWayCountsOnlyWhereThereIsNoOther) {
  RoundResults results({"a", "b"});
  results.Add(1, Process("b", 2));
  EXPECT_THAT(Reported(results), ElementsAre("b 0/1 round 0: 2"));
  results.Add(0, Process("a", 1));
  results.EndRound();
  results.Add(0, Process("a", 3));
  EXPECT_THAT(Reported(results),
              ElementsAre("a 0/1 round 0: 1", "b 0/1 round 0: 2"));
  EXPECT_EQ(results.Rounds(0), 1u);
}

TEST(RoundResultsTest, AProcessThatFailedIsAFailedRepetition) {
  RoundResults results({"a", "b"});
  for (const bool killed : {false, true, false}) {
    results.Add(0, killed ? Killed() : Process("a", 5));
    results.Add(1, Killed());
    results.EndRound();
  }
  const std::vector<std::string> lines = Reported(results);
  EXPECT_EQ(lines[1], "a 1/3 round 1: killed by SIGKILL");
  EXPECT_EQ(lines[2], "a 2/3 round 2: 5");
  EXPECT_EQ(lines[4], "a_median of 3: 5");
  // No aggregates of what failed in each round.
  EXPECT_EQ(lines[7], "b 0/3 round 0: killed by SIGKILL");
  EXPECT_EQ(lines.size(), 10u);
}

TEST(RoundResultsTest, TheMedianOfAProcessIsItsFigure) {
  ProcessRuns repeated;
  repeated.batches = {{Took("a", 1), Took("a", 9), Took("a", 2)}};
  MadeRun median = Took("b", 7);
  median.run_type = MadeRun::RT_Aggregate;
  median.aggregate_name = "median";
  ProcessRuns aggregates_only;
  aggregates_only.batches = {{median}};
  RoundResults results({"a", "b"});
  results.Add(0, repeated);
  results.Add(1, aggregates_only);
  EXPECT_THAT(Reported(results),
              ElementsAre("a 0/1 round 0: 2", "b 0/1 round 0: 7"));
}

TEST(RoundResultsTest, BenchmarksOfOneNameStayApart) {
  ProcessRuns twins;
  twins.batches = {{Took("a", 1)}, {Took("a", 10)}};
  twins.batches[1][0].family_index = 1;
  RoundResults results({"a"});
  for (const bool killed : {false, true, false}) {
    results.Add(0, killed ? Killed() : twins);
    results.EndRound();
  }
  EXPECT_THAT(Medians(results),
              ElementsAre("a_median of 3: 1", "a_median of 3: 10"));
}

TEST(RoundResultsTest, ResumedRoundsComeFirst) {
  std::vector<MadeRun> resumed = {Took("a/8", 1), Took("a/8", 2),
                                  Took("a/8", 99)};
  Set(resumed[0].counters, kRoundIndex, 0);
  Set(resumed[1].counters, kRoundIndex, 1);  // The third is an aggregate.
  RoundResults results({"a/8", "b"}, {{"a/8", resumed}});
  EXPECT_EQ(results.Rounds(0), 2u);
  EXPECT_EQ(results.Rounds(1), 0u);
  EXPECT_THAT(Medians(results), ElementsAre("a/8_median of 2: 1.5"));
  results.Add(0, Process("a/8", 6));
  results.EndRound();
  EXPECT_THAT(Medians(results), ElementsAre("a/8_median of 3: 2"));
  EXPECT_EQ(Reported(results)[2], "a/8 2/3 round 2: 6");
}

MadeRun Sized(int64_t size, double seconds) {
  MadeRun run = Took("grows", seconds);
  run.run_name.args = absl::StrCat(size);
  run.complexity = benchmark::oN;
  run.complexity_n = size;
  return run;
}

TEST(RoundResultsTest, ComplexityIsOfAllRoundsOfAllMembers) {
  RoundResults results({"grows/1", "grows/2"});
  for (const double seconds : {1.0, 3.0}) {
    for (const int size : {2, 1}) {
      ProcessRuns process;
      process.batches = {{Sized(size, seconds * size)}};
      results.Add(static_cast<size_t>(size - 1), process);
    }
    results.EndRound();
  }
  Lines reporter;
  results.Report(reporter);
  EXPECT_EQ(reporter.lines[12], "grows_BigO");
  EXPECT_EQ(reporter.lines.size(), 14u);
  EXPECT_THAT(reporter.families, testing::Each(0));
}

TEST(RoundResultsTest, NothingIsReportedOfNothing) {
  EXPECT_THAT(Reported(RoundResults({"a"})), IsEmpty());
}

}  // namespace
}  // namespace feluda
