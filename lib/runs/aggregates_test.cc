#include "lib/runs/aggregates.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using testing::ElementsAre;

using MadeRun = benchmark::BenchmarkReporter::Run;

MadeRun Repetition(double seconds, int64_t iterations, double bytes) {
  MadeRun run = NewRun("");
  run.iterations = iterations;
  run.real_accumulated_time = seconds * static_cast<double>(iterations);
  run.cpu_accumulated_time = 2 * run.real_accumulated_time;
  Set(run.counters, "bytes", bytes);
  SetFacts(run.counters, {{"method", "kmeans"}});
  return run;
}

MadeRun Aggregate(const std::string& name) {
  MadeRun run;
  run.run_type = MadeRun::RT_Aggregate;
  run.aggregate_name = name;
  run.aggregate_unit = name == "cv" ? benchmark::kPercentage : benchmark::kTime;
  run.iterations = 4;
  run.time_unit = benchmark::kSecond;
  run.real_accumulated_time = -1;
  Set(run.counters, "stale", 1);
  return run;
}

const std::vector<MadeRun>& Repetitions() {
  static const auto* const runs =
      new std::vector<MadeRun>{Repetition(1, 10, 100), Repetition(2, 10, 200),
                               Repetition(6, 10, 300), Repetition(3, 10, 600)};
  return *runs;
}

struct Case {
  const char* aggregate;
  double seconds;
  double bytes;
};

class AggregatesCases : public testing::TestWithParam<Case> {};

TEST_P(AggregatesCases, AreOverTheRepetitions) {
  MadeRun aggregate = Aggregate(GetParam().aggregate);
  Recompute(aggregate, Repetitions());
  const bool percentage = aggregate.aggregate_unit == benchmark::kPercentage;
  EXPECT_NEAR(percentage ? aggregate.real_accumulated_time
                         : aggregate.GetAdjustedRealTime(),
              GetParam().seconds, 1e-4);
  EXPECT_NEAR(*Get(aggregate.counters, "bytes"), GetParam().bytes, 1e-3);
  EXPECT_FALSE(Get(aggregate.counters, "stale").has_value());
  EXPECT_TRUE(GetFacts(aggregate.counters).empty());
}

INSTANTIATE_TEST_SUITE_P(All, AggregatesCases,
                         testing::Values(Case{"mean", 3, 300},
                                         Case{"median", 2.5, 250},
                                         Case{"stddev", 2.160247, 216.0247},
                                         Case{"cv", 0.720082, 0.720082}),
                         [](const auto& test) { return test.param.aggregate; });

TEST(AggregatesTest, CpuTimeIsComputedToo) {
  MadeRun aggregate = Aggregate("mean");
  Recompute(aggregate, Repetitions());
  EXPECT_NEAR(aggregate.GetAdjustedCPUTime(), 6, 1e-9);
}

TEST(AggregatesTest, SumsAndDifferencesHaveTheirOwnStatistics) {
  // CPU seconds 1 + 9, 5 + 6, 9 + 3: the medians of the parts are 5 and 6.
  std::vector<MadeRun> repetitions;
  for (const double i : {0, 1, 2}) {
    MadeRun& run = repetitions.emplace_back(Repetition(1, 10, 100));
    const auto set = [&](absl::string_view figure, double value) {
      Set(run.counters, CounterName(Phase::kExecution, figure), value);
    };
    set(figure::kUserSeconds, 1 + 4 * i);
    set(figure::kSystemSeconds, 9 - 3 * i);
    set(figure::kChildrenUserSeconds, 0);
    set(figure::kChildrenSystemSeconds, 0);
    set(figure::kResidentBefore, 1000 * i * i);
    set(figure::kResidentPeak, 5000 * i);
  }
  MadeRun median = Aggregate("median");
  Recompute(median, repetitions);
  EXPECT_EQ(Get(median.counters, "execution.cpu_seconds"), 11);
  EXPECT_EQ(Get(median.counters, "execution.resident_rise_bytes"), 4000);
  MadeRun deviation = Aggregate("stddev");
  Recompute(deviation, repetitions);
  EXPECT_EQ(Get(deviation.counters, "execution.cpu_seconds"), 1);
}

TEST(AggregatesTest, CounterThatOneRunLacksIsLeftOut) {
  std::vector<MadeRun> repetitions = Repetitions();
  repetitions[1].counters.clear();
  MadeRun aggregate = Aggregate("mean");
  Recompute(aggregate, repetitions);
  EXPECT_TRUE(aggregate.counters.empty());
}

TEST(AggregatesTest, RoundsHaveNoMean) {
  std::vector<MadeRun> repetitions = Repetitions();
  for (MadeRun& run : repetitions) Set(run.counters, kRoundIndex, 3);
  MadeRun aggregate = Aggregate("mean");
  Recompute(aggregate, repetitions);
  EXPECT_EQ(Get(aggregate.counters, kRoundIndex), std::nullopt);
  EXPECT_EQ(Get(aggregate.counters, "bytes"), 300);
}

TEST(AggregatesTest, UnknownAggregateStaysAsItIs) {
  MadeRun aggregate = Aggregate("max");
  Recompute(aggregate, Repetitions());
  EXPECT_EQ(aggregate.real_accumulated_time, -1);
  EXPECT_EQ(Get(aggregate.counters, "stale"), 1);
}

std::vector<std::string> NamesOf(const std::vector<MadeRun>& runs) {
  std::vector<std::string> names;
  for (const MadeRun& run : runs) names.push_back(run.benchmark_name());
  return names;
}

TEST(MakeAggregatesTest, AreOverTheRepetitionsThatWereMeasured) {
  std::vector<MadeRun> repetitions = Repetitions();
  MarkFailed(repetitions[2], "broken");
  for (MadeRun& run : repetitions) {
    run.run_name.function_name = "sort";
    run.repetitions = 4;
  }
  repetitions[1].iterations = 20;  // 1 s an iteration.
  const std::vector<MadeRun> aggregates = MakeAggregates(repetitions);
  EXPECT_THAT(NamesOf(aggregates), ElementsAre("sort_mean", "sort_median",
                                               "sort_stddev", "sort_cv"));
  const MadeRun& median = aggregates[1];
  EXPECT_EQ(median.real_accumulated_time / 3, 1);
  EXPECT_EQ(Get(median.counters, "bytes"), 200);
  EXPECT_EQ(median.iterations, 3);
  EXPECT_EQ(median.repetitions, 4);
  EXPECT_EQ(aggregates[3].aggregate_unit, benchmark::kPercentage);
}

TEST(MakeAggregatesTest, OneThatWasMeasuredHasNone) {
  std::vector<MadeRun> repetitions = {Repetition(1, 1, 1), Repetition(2, 1, 1)};
  EXPECT_EQ(MakeAggregates(repetitions).size(), 4u);
  MarkSkipped(repetitions[0], "no camera");
  EXPECT_EQ(MakeAggregates(repetitions).size(), 0u);
}

double Largest(const std::vector<double>& values) {
  return *std::max_element(values.begin(), values.end());
}

TEST(MakeAggregatesTest, StatisticsOfTheUsersAreComputedToo) {
  const std::vector<benchmark::internal::Statistics> declared = {
      {"median", nullptr}, {"max", Largest}};
  std::vector<MadeRun> repetitions = Repetitions();
  for (MadeRun& run : repetitions) run.statistics = &declared;
  const std::vector<MadeRun> aggregates = MakeAggregates(repetitions);
  EXPECT_THAT(NamesOf(aggregates), ElementsAre("_median", "_max"));
  EXPECT_EQ(aggregates[1].real_accumulated_time / 4, 6);
  EXPECT_EQ(Get(aggregates[1].counters, "bytes"), 600);
}

TEST(MedianRunTest, EachFigureIsTheMedianAndTextTheFirsts) {
  const MadeRun median = MedianRun(Repetitions());
  EXPECT_EQ(median.run_type, MadeRun::RT_Iteration);
  EXPECT_EQ(median.iterations, 10);
  EXPECT_EQ(median.real_accumulated_time, 25);
  EXPECT_EQ(Get(median.counters, "bytes"), 250);
  EXPECT_EQ(std::get<std::string>(GetFacts(median.counters).at("method")),
            "kmeans");
}

TEST(MedianRunTest, AFailureStandsForAll) {
  std::vector<MadeRun> repetitions = Repetitions();
  MarkFailed(repetitions[2], "broken");
  EXPECT_EQ(FailureMessage(MedianRun(repetitions)), "broken");
}

}  // namespace
}  // namespace feluda
