#include "lib/runs/json/run_from_json.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/json/run_to_json.h"
#include "lib/runs/run_outcome.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using BenchmarkRun = benchmark::BenchmarkReporter::Run;

BenchmarkRun MakeRun() {
  BenchmarkRun run;
  run.run_name.function_name = "sort";
  run.run_name.args = "size:8/3";
  run.run_name.threads = "threads:2";
  run.family_index = 2;
  run.per_family_instance_index = 1;
  run.repetitions = 3;
  run.repetition_index = 1;
  run.threads = 2;
  run.iterations = 7;
  run.time_unit = benchmark::kMicrosecond;
  run.real_accumulated_time = 0.1;
  run.cpu_accumulated_time = 0.3;
  run.statistics = nullptr;
  return run;
}

void MakeAggregate(BenchmarkRun& run, const char* name) {
  run.run_type = BenchmarkRun::RT_Aggregate;
  run.aggregate_name = name;
  run.repetition_index = BenchmarkRun::no_repetition_index;
}

void MakePercentage(BenchmarkRun& run, const char* name) {
  MakeAggregate(run, name);
  run.aggregate_unit = benchmark::kPercentage;
}

void MakeBigO(BenchmarkRun& run, benchmark::BigO complexity) {
  MakeAggregate(run, "BigO");
  run.report_big_o = true;
  run.iterations = 0;
  run.complexity = complexity;
}

struct RunCase {
  const char* name;
  std::function<void(BenchmarkRun&)> change;
};

class RoundTripTest : public testing::TestWithParam<RunCase> {};

TEST_P(RoundTripTest, IsWrittenAsItWasRead) {
  BenchmarkRun run = MakeRun();
  GetParam().change(run);
  const Json json = RunToJson(run);
  const absl::StatusOr<BenchmarkRun> read = RunFromJson(json);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(DumpJson(RunToJson(*read), 1), DumpJson(json, 1));
  EXPECT_EQ(read->benchmark_name(), run.benchmark_name());
  EXPECT_EQ(read->run_name.str(), run.run_name.str());
  EXPECT_EQ(Failed(*read), Failed(run));
  EXPECT_EQ(FailureMessage(*read), FailureMessage(run));
  EXPECT_EQ(read->report_big_o, run.report_big_o);
  EXPECT_EQ(read->report_rms, run.report_rms);
  EXPECT_EQ(read->statistics, nullptr);
}

INSTANTIATE_TEST_SUITE_P(
    Runs, RoundTripTest,
    testing::Values(
        RunCase{"Plain", [](BenchmarkRun&) {}},
        RunCase{
            "Nanoseconds",
            [](BenchmarkRun& run) { run.time_unit = benchmark::kNanosecond; }},
        RunCase{
            "Milliseconds",
            [](BenchmarkRun& run) { run.time_unit = benchmark::kMillisecond; }},
        RunCase{"Seconds",
                [](BenchmarkRun& run) { run.time_unit = benchmark::kSecond; }},
        RunCase{"NoIterations", [](BenchmarkRun& run) { run.iterations = 0; }},
        RunCase{"ManyIterations",
                [](BenchmarkRun& run) {
                  run.iterations =
                      std::numeric_limits<benchmark::IterationCount>::max();
                }},
        RunCase{"NotRepeated",
                [](BenchmarkRun& run) {
                  run.repetitions = 1;
                  run.repetition_index = BenchmarkRun::no_repetition_index;
                }},
        RunCase{
            "Label",
            [](BenchmarkRun& run) { run.report_label = "three \"3\"\n\x1b"; }},
        RunCase{"AwkwardName",
                [](BenchmarkRun& run) {
                  run.run_name.function_name = "a_mean/\"b\"/\n|";
                }},
        RunCase{"Counters",
                [](BenchmarkRun& run) {
                  run.counters["zeta"] = 1e300;
                  run.counters["alpha"] = -0.1;
                  run.counters["rms"] = 2;
                  run.counters["big_o"] = 3;
                }},
        RunCase{"CountersNamedLikeTexts",
                [](BenchmarkRun& run) {
                  run.counters["label"] = 1;
                  run.counters["skipped"] = 2;
                  run.counters["error_occurred"] = 3;
                }},
        RunCase{"TextCounters",
                [](BenchmarkRun& run) {
                  SetFacts(run.counters, {{"method", "k=\"means\""}});
                  SetAbsent(run.counters, "heap", "built with a sanitizer");
                }},
        RunCase{"NotFinite",
                [](BenchmarkRun& run) {
                  run.cpu_accumulated_time = NAN;
                  run.counters["rate"] = INFINITY;
                  run.counters["share"] = NAN;
                }},
        RunCase{"Heap",
                [](BenchmarkRun& run) {
                  Set(run.counters, "execution.heap_allocations", 214.5);
                  Set(run.counters, "execution.heap_peak_bytes", 4096);
                }},
        RunCase{"Failed",
                [](BenchmarkRun& run) {
                  MarkFailed(run, "cannot read\nthe \\ model");
                  run.iterations = 0;
                  run.real_accumulated_time = run.cpu_accumulated_time = 0;
                }},
        RunCase{"Mean", [](BenchmarkRun& run) { MakeAggregate(run, "mean"); }},
        RunCase{"AggregateWithoutAName",
                [](BenchmarkRun& run) { MakeAggregate(run, ""); }},
        RunCase{"CoefficientOfVariation",
                [](BenchmarkRun& run) { MakePercentage(run, "cv"); }},
        RunCase{"AggregateOfACounterNamedRms",
                [](BenchmarkRun& run) {
                  MakeAggregate(run, "median");
                  run.counters["rms"] = 2;
                  run.counters["big_o"] = 3;
                }},
        RunCase{"BigO",
                [](BenchmarkRun& run) { MakeBigO(run, benchmark::oNLogN); }},
        RunCase{"BigOOfAFunction",
                [](BenchmarkRun& run) { MakeBigO(run, benchmark::oLambda); }},
        RunCase{"Rms",
                [](BenchmarkRun& run) {
                  MakePercentage(run, "RMS");
                  run.report_rms = true;
                  run.iterations = 0;
                }}),
    [](const auto& test) { return test.param.name; });

TEST(RunFromJsonTest, AFitIsAsFarOffAsItWasBeforeItWasWritten) {
  BenchmarkRun run = MakeRun();
  MakePercentage(run, "RMS");
  run.report_rms = true;
  run.iterations = 0;
  const absl::StatusOr<BenchmarkRun> read = RunFromJson(RunToJson(run));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(RmsShare(*read), RmsShare(run));
  EXPECT_TRUE(read->counters.empty());
}

Json MakeJson() {
  return ParseJson(R"({"name": "sort/8", "iterations": 4, "real_time": 2.5,
                         "cpu_time": 1.25, "time_unit": "ms"})");
}

TEST(RunFromJsonTest, TimesAreSecondsInTotal) {
  const absl::StatusOr<BenchmarkRun> run = RunFromJson(MakeJson());
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_DOUBLE_EQ(run->real_accumulated_time, 0.01);
  EXPECT_DOUBLE_EQ(run->cpu_accumulated_time, 0.005);
  EXPECT_EQ(run->GetAdjustedRealTime(), 2.5);
}

TEST(RunFromJsonTest, WhatIsMissingIsAsInARunThatIsNotRepeated) {
  const absl::StatusOr<BenchmarkRun> run = RunFromJson(MakeJson());
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_EQ(run->benchmark_name(), "sort/8");
  EXPECT_EQ(run->run_type, BenchmarkRun::RT_Iteration);
  EXPECT_EQ(run->family_index, 0);
  EXPECT_EQ(run->per_family_instance_index, 0);
  EXPECT_EQ(run->repetitions, 1);
  EXPECT_EQ(run->repetition_index, 0);
  EXPECT_EQ(run->threads, 1);
  EXPECT_FALSE(Failed(*run));
  EXPECT_FALSE(run->report_big_o);
  EXPECT_FALSE(run->report_rms);
  EXPECT_EQ(run->report_label, "");
  EXPECT_TRUE(run->counters.empty());
}

// Any time that a reporter may have written is written again to the last digit.
TEST(RunFromJsonTest, NoDigitOfATimeIsLost) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> exponent(-12, 6);
  std::uniform_int_distribution<int64_t> iterations(0, 1000000000);
  for (int i = 0; i < 20000; ++i) {
    BenchmarkRun run = MakeRun();
    run.iterations = iterations(random) >> (i % 30);
    run.real_accumulated_time = std::pow(10, exponent(random));
    run.cpu_accumulated_time = std::pow(10, exponent(random));
    run.time_unit = static_cast<benchmark::TimeUnit>(i % 4);
    const absl::StatusOr<BenchmarkRun> read = RunFromJson(RunToJson(run));
    ASSERT_TRUE(read.ok()) << read.status();
    ASSERT_EQ(read->GetAdjustedRealTime(), run.GetAdjustedRealTime()) << i;
    ASSERT_EQ(read->GetAdjustedCPUTime(), run.GetAdjustedCPUTime()) << i;
  }
}

TEST(RunFromJsonTest, EveryComplexityIsReadBack) {
  for (auto complexity :
       {benchmark::o1, benchmark::oN, benchmark::oNSquared, benchmark::oNCubed,
        benchmark::oLogN, benchmark::oNLogN, benchmark::oLambda}) {
    BenchmarkRun run = MakeRun();
    MakeBigO(run, complexity);
    const absl::StatusOr<BenchmarkRun> read = RunFromJson(RunToJson(run));
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(read->complexity, complexity);
    EXPECT_TRUE(read->report_big_o);
  }
}

TEST(RunFromJsonTest, UnknownNumbersAreCountersAndTheRestIsLeftOut) {
  Json json = MakeJson();
  json["items_per_second"] = 3;
  json["nothing"] = nullptr;
  json["note"] = "text";
  json["flag"] = true;
  json["list"] = {1, 2};
  json["object"]["number"] = 1;
  const absl::StatusOr<BenchmarkRun> run = RunFromJson(json);
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_EQ(run->counters.size(), 2u);
  EXPECT_EQ(Get(run->counters, "items_per_second"), 3);
  EXPECT_TRUE(std::isnan(Get(run->counters, "nothing").value_or(0)));
}

TEST(RunFromJsonTest, AStrangersMemoryBecomesOurCounters) {
  Json json = MakeJson();
  json["allocs_per_iter"] = 2.625;
  json["max_bytes_used"] = 42000;
  json["net_heap_growth"] = -16;
  const absl::StatusOr<BenchmarkRun> run = RunFromJson(json);
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_EQ(run->allocs_per_iter, 2.625);
  EXPECT_EQ(run->counters.size(), 3u);
  EXPECT_EQ(Get(run->counters, "execution.heap_allocations"), 2.625);
  EXPECT_EQ(Get(run->counters, "execution.heap_peak_bytes"), 42000);
  EXPECT_EQ(Get(run->counters, "net_heap_growth"), -16);
}

TEST(RunFromJsonTest, OurOwnMemoryCountersStay) {
  Json json = MakeJson();
  json["execution.heap_allocations"] = 1;
  json["execution.heap_peak_bytes"] = 2;
  json["allocs_per_iter"] = 3;
  json["max_bytes_used"] = 4;
  const absl::StatusOr<BenchmarkRun> run = RunFromJson(json);
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_EQ(Get(run->counters, "execution.heap_allocations"), 1);
  EXPECT_EQ(Get(run->counters, "execution.heap_peak_bytes"), 2);
}

TEST(RunFromJsonTest, ASkippedRunHasNotFailedAndTellsWhy) {
  const Json json = ParseJson(R"({"name": "sort", "family_index": 0,
          "per_family_instance_index": 0, "run_name": "sort",
          "run_type": "iteration", "repetitions": 1, "repetition_index": 0,
          "threads": 1, "skipped": true, "skip_message": "takes hours",
          "iterations": 0, "real_time": 0.0, "cpu_time": 0.0,
          "time_unit": "ns"})");
  const absl::StatusOr<BenchmarkRun> run = RunFromJson(json);
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_FALSE(Failed(*run));
  EXPECT_TRUE(Skipped(*run));
  EXPECT_EQ(FailureMessage(*run), "takes hours");
  EXPECT_EQ(DumpJson(RunToJson(*run), 1), DumpJson(json, 1));
}

TEST(RunFromJsonTest, AFailedRunNeedsNoFigures) {
  const absl::StatusOr<BenchmarkRun> run = RunFromJson(ParseJson(
      R"({"name": "a", "error_occurred": true, "error_message": "m"})"));
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_TRUE(Failed(*run));
  EXPECT_EQ(FailureMessage(*run), "m");
  EXPECT_EQ(run->iterations, 0);
  EXPECT_EQ(run->GetAdjustedRealTime(), 0);
}

// As in the example files of Google Benchmark's compare.py.
TEST(RunFromJsonTest, AnAggregateMayHaveNoName) {
  Json json = MakeJson();
  json["run_type"] = "aggregate";
  json.erase("aggregate_name");
  const auto run = RunFromJson(json);
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_EQ(run->run_name.str(), "sort/8");
  EXPECT_EQ(run->aggregate_name, "aggregate");
}

TEST(RunFromJsonTest, TheNameIsTheOneThatTheFilePrints) {
  Json json = MakeJson();
  json["name"] = "sort_mean/8_mean";
  json["run_type"] = "aggregate";
  json["aggregate_name"] = "mean";
  EXPECT_EQ(RunFromJson(json)->run_name.str(), "sort_mean/8");
  EXPECT_EQ(RunFromJson(json)->benchmark_name(), "sort_mean/8_mean");
  json["name"] = "the mean of sort";
  json["run_name"] = "sort";
  EXPECT_EQ(RunFromJson(json)->run_name.str(), "sort");
}

}  // namespace
}  // namespace feluda
