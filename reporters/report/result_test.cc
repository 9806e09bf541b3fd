#include "reporters/report/result.h"

#include <limits>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/finite_figures.h"
#include "lib/runs/run_outcome.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using BenchmarkRun = benchmark::BenchmarkReporter::Run;

struct NameCase {
  const char* title;
  const char* name;
  const char* operator_name;
  const char* input;
};

class ResultNameTest : public testing::TestWithParam<NameCase> {};

TEST_P(ResultNameTest, IsSplitAtTheFirstSlash) {
  const Result result = ToResult(MadeUpRun(GetParam().name, 1));
  EXPECT_EQ(result.operator_name, GetParam().operator_name);
  EXPECT_EQ(result.input, GetParam().input);
  EXPECT_EQ(result.Name(), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    All, ResultNameTest,
    testing::Values(NameCase{"Plain", "hash/small", "hash", "small"},
                    NameCase{"NoInput", "hash", "hash", ""},
                    NameCase{"ManySlashes", "hash/a/b:2", "hash", "a/b:2"},
                    NameCase{"Empty", "", "", ""}),
    [](const auto& test) { return test.param.title; });

TEST(ResultTest, TheLabelDescribesTheDataElseTheInputDoes) {
  BenchmarkRun run = MadeUpRun("hash/small", 1);
  EXPECT_EQ(ToResult(run).data_description, "small");
  run.report_label = "8 frames";
  EXPECT_EQ(ToResult(run).data_description, "8 frames");
}

TEST(ResultTest, TimesAreSecondsPerIterationWhateverTheUnit) {
  for (auto unit : {benchmark::kNanosecond, benchmark::kMicrosecond,
                    benchmark::kMillisecond, benchmark::kSecond}) {
    BenchmarkRun run = MadeUpRun("hash", 8);
    run.time_unit = unit;
    run.iterations = 4;
    const Result result = ToResult(run);
    EXPECT_DOUBLE_EQ(result.execution.seconds.value(), 2);
    EXPECT_DOUBLE_EQ(result.cpu_seconds.value(), 1);
    EXPECT_EQ(result.iterations, 4);
  }
}

TEST(ResultTest, CpuTimeIsOfTheProcessAndItsChildren) {
  BenchmarkRun run = MadeUpRun("hash", 8);
  Set(run.counters, "execution.user_seconds", 1);
  EXPECT_EQ(ToResult(run).cpu_seconds, 4) << "half of our figures is none";
  Set(run.counters, "execution.system_seconds", 0.5);
  Set(run.counters, "execution.children_user_seconds", 0.25);
  Set(run.counters, "execution.children_system_seconds", 0.125);
  EXPECT_EQ(ToResult(run).cpu_seconds, 1.875);
}

TEST(ResultTest, ReadsThePhases) {
  const Result result = ToResult(MadeUpRuns().front());
  EXPECT_EQ(result.initialization.seconds, 0.125);
  EXPECT_EQ(result.initialization.MemoryChangeMib(), 4);
  EXPECT_EQ(result.execution.memory_before_mib, 24);
  EXPECT_EQ(result.execution.memory_after_mib, 24.25);
  EXPECT_EQ(result.execution.memory_peak_mib, 27.125);
  EXPECT_EQ(result.execution.MemoryChangeMib(), 0.25);
  EXPECT_EQ(result.cleanup.MemoryChangeMib(), -3.75);
  EXPECT_EQ(result.facts.size(), 3);
  EXPECT_EQ(result.timestamp,
            absl::UnixEpoch() + absl::Milliseconds(1795424707250));
}

TEST(ResultTest, WhatWasNotMeasuredIsMissing) {
  const Result result = ToResult(MadeUpRun("hash", 1));
  EXPECT_EQ(result.timestamp, std::nullopt);
  EXPECT_EQ(result.initialization.seconds, std::nullopt);
  EXPECT_EQ(result.execution.memory_peak_mib, std::nullopt);
  EXPECT_EQ(result.execution.MemoryChangeMib(), std::nullopt);
}

TEST(ResultTest, AFailureHasNoExecution) {
  BenchmarkRun run = MadeUpRuns().front();
  MarkFailed(run, "no such file");
  const Result result = ToResult(run);
  EXPECT_FALSE(result.Succeeded());
  EXPECT_EQ(result.error, "no such file");
  EXPECT_EQ(result.execution.seconds, std::nullopt);
  EXPECT_EQ(result.execution.memory_peak_mib, std::nullopt);
  EXPECT_EQ(result.cpu_seconds, std::nullopt);
  EXPECT_EQ(result.initialization.seconds, 0.125);
}

TEST(ResultTest, AnAggregateSaysWhichOneItIs) {
  const Result mean = ToResult(MadeUpAggregate("hash/1", "mean", 2));
  EXPECT_EQ(mean.AggregateNote(), "mean of 3 repetitions");
  EXPECT_EQ(mean.execution.seconds, 2);
  EXPECT_EQ(mean.cpu_seconds, 1);
  EXPECT_EQ(mean.iterations, 0) << "of its repetitions nobody knows them";
  EXPECT_EQ(mean.absent.at("repetitions"),
            "only their aggregates were reported");
  EXPECT_EQ(ToResult(MadeUpRun("hash/1", 2)).AggregateNote(), "");
}

TEST(ResultTest, NoDifferenceIsTakenOfMedians) {
  BenchmarkRun run = MadeUpRuns().front();
  run.run_type = BenchmarkRun::RT_Aggregate;
  run.aggregate_name = "mean";
  EXPECT_EQ(ToResult(run).execution.MemoryChangeMib(), 0.25);
  EXPECT_EQ(ToResult(run).cpu_seconds, 0.3795);
  run.aggregate_name = "median";
  EXPECT_EQ(ToResult(run).execution.MemoryChangeMib(), std::nullopt);
  EXPECT_EQ(ToResult(run).execution.memory_peak_mib, 27.125);
  EXPECT_EQ(ToResult(run).cpu_seconds, std::nullopt);
}

TEST(ResultTest, OnlySomeAggregatesStandForABenchmark) {
  for (const char* name : {"mean", "median", "max"}) {
    EXPECT_TRUE(IsTypical(MadeUpAggregate("hash", name, 1))) << name;
  }
  for (const char* name : {"stddev", "cv"}) {
    EXPECT_FALSE(IsTypical(MadeUpAggregate("hash", name, 1))) << name;
  }
  BenchmarkRun growth = MadeUpAggregate("hash", "BigO", 1);
  growth.report_big_o = true;
  EXPECT_FALSE(IsTypical(growth));
  EXPECT_FALSE(IsTypical(MadeUpRun("hash", 1)));
}

TEST(ResultTest, ACpuTimeThatIsNoNumberIsMissing) {
  BenchmarkRun run = MadeUpRun("hash", 1);
  run.cpu_accumulated_time = std::numeric_limits<double>::quiet_NaN();
  ASSERT_TRUE(MakeFinite(run));
  EXPECT_EQ(ToResult(run).cpu_seconds, std::nullopt);
  EXPECT_EQ(ToResult(run).execution.seconds, 1);
}

TEST(ResultTest, AnAggregateIsNoResult) {
  BenchmarkRun run = MadeUpRun("hash", 1);
  EXPECT_TRUE(IsResult(run));
  MarkFailed(run, "x");
  EXPECT_TRUE(IsResult(run));
  run.run_type = BenchmarkRun::RT_Aggregate;
  EXPECT_FALSE(IsResult(run));
}

}  // namespace
}  // namespace feluda
