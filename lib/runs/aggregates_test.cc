#include "lib/runs/aggregates.h"

#include "gtest/gtest.h"
#include "lib/runs/counters.h"

namespace feluda {
namespace {

using MadeRun = benchmark::BenchmarkReporter::Run;

MadeRun Repetition(double seconds, int64_t iterations, double bytes) {
  MadeRun run;
  run.run_type = MadeRun::RT_Iteration;
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

}  // namespace
}  // namespace feluda
