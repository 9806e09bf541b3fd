#include "lib/runs/json/run_to_json.h"

#include <functional>
#include <limits>
#include <sstream>
#include <string>
#include <type_traits>
#include <vector>

#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using BenchmarkRun = benchmark::BenchmarkReporter::Run;

BenchmarkRun MakeRun() {
  BenchmarkRun run;
  run.run_name.function_name = "sort/small";
  run.run_name.args = "size:8";
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

// What the library's own reporter makes of the run.
std::string StockText(const BenchmarkRun& run) {
  std::ostringstream out;
  benchmark::JSONReporter reporter;
  reporter.SetOutputStream(&out);
  reporter.ReportRuns({run});
  return "[" + out.str() + "]";
}

struct StockCase {
  const char* name;
  std::function<void(BenchmarkRun&)> change;
};

class RunJsonTest : public testing::TestWithParam<StockCase> {};

TEST_P(RunJsonTest, IsWhatTheStockReporterWrites) {
  BenchmarkRun run = MakeRun();
  GetParam().change(run);
  const Json stock = ParseJson(StockText(run)).at(0);
  const Json ours = RunToJson(run);
  EXPECT_EQ(ours, stock);
  std::vector<std::string> stock_keys, our_keys;
  for (const auto& item : stock.items()) stock_keys.push_back(item.key());
  for (const auto& item : ours.items()) our_keys.push_back(item.key());
  EXPECT_EQ(our_keys, stock_keys);
}

void MakeAggregate(BenchmarkRun& run, const char* name) {
  run.run_type = BenchmarkRun::RT_Aggregate;
  run.aggregate_name = name;
}

void MakeRms(BenchmarkRun& run) {
  MakeAggregate(run, "RMS");
  run.report_rms = true;
  run.aggregate_unit = benchmark::kPercentage;
}

INSTANTIATE_TEST_SUITE_P(
    Runs, RunJsonTest,
    testing::Values(
        StockCase{"Plain", [](BenchmarkRun&) {}},
        StockCase{
            "Seconds",
            [](BenchmarkRun& run) { run.time_unit = benchmark::kSecond; }},
        StockCase{"NoIterations",
                  [](BenchmarkRun& run) { run.iterations = 0; }},
        StockCase{"NotRepeated",
                  [](BenchmarkRun& run) {
                    run.repetitions = 1;
                    run.repetition_index = BenchmarkRun::no_repetition_index;
                  }},
        StockCase{"Label",
                  [](BenchmarkRun& run) { run.report_label = "three \"3\""; }},
        StockCase{"Counters",
                  [](BenchmarkRun& run) {
                    run.counters["zeta"] = 1e300;
                    run.counters["alpha"] = -0.1;
                  }},
        StockCase{"Failed",
                  [](BenchmarkRun& run) {
                    MarkFailed(run, "cannot read\nthe \\ model");
                    run.iterations = 0;
                    run.real_accumulated_time = run.cpu_accumulated_time = 0;
                  }},
        StockCase{"Mean",
                  [](BenchmarkRun& run) { MakeAggregate(run, "mean"); }},
        StockCase{"CoefficientOfVariation",
                  [](BenchmarkRun& run) {
                    MakeAggregate(run, "cv");
                    run.aggregate_unit = benchmark::kPercentage;
                  }},
        StockCase{"BigO",
                  [](BenchmarkRun& run) {
                    MakeAggregate(run, "BigO");
                    run.report_big_o = true;
                    run.complexity = benchmark::oNLogN;
                  }},
        StockCase{"BigOOfAFunction",
                  [](BenchmarkRun& run) {
                    MakeAggregate(run, "BigO");
                    run.report_big_o = true;
                    run.complexity = benchmark::oLambda;
                  }},
        StockCase{"RmsOfTheCpuTimeAlone",
                  [](BenchmarkRun& run) {
                    MakeRms(run);
                    run.real_accumulated_time =
                        std::numeric_limits<double>::quiet_NaN();
                  }}),
    [](const auto& test) { return test.param.name; });

TEST(RunJsonTest, TheRealTimesRmsStandsBesideTheStockOnes) {
  BenchmarkRun run = MakeRun();
  MakeRms(run);
  Json expected = ParseJson(StockText(run)).at(0);
  expected["real_rms"] = run.GetAdjustedRealTime();
  EXPECT_EQ(RunToJson(run), expected);
}

TEST(RmsShareTest, IsOfTheRealTimeWhereItIsKnown) {
  benchmark::BenchmarkReporter::Run run;
  run.report_rms = true;
  run.time_unit = benchmark::kSecond;
  run.iterations = 0;
  run.real_accumulated_time = 0.25;
  run.cpu_accumulated_time = 0.5;
  EXPECT_EQ(RmsShare(run), 0.25);
  run.real_accumulated_time = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(RmsShare(run), 0.5);
}

TEST(RunJsonTest, EveryComplexityHasTheStockName) {
  for (auto complexity :
       {benchmark::o1, benchmark::oN, benchmark::oNSquared, benchmark::oNCubed,
        benchmark::oLogN, benchmark::oNLogN, benchmark::oLambda}) {
    BenchmarkRun run = MakeRun();
    MakeAggregate(run, "BigO");
    run.report_big_o = true;
    run.complexity = complexity;
    EXPECT_EQ(BigOName(complexity),
              ParseJson(StockText(run))[0]["big_o"].get<std::string>());
  }
}

TEST(RunJsonTest, ANumberThatIsNotFiniteIsNull) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  BenchmarkRun run = MakeRun();
  run.real_accumulated_time = kInfinity;
  run.counters["rate"] = -kInfinity;
  run.counters["share"] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(ParseJson(StockText(run)).is_discarded());

  const std::string text = DumpJson(RunToJson(run));
  ASSERT_FALSE(ParseJson(text).is_discarded()) << text;
  const Json json = ParseJson(text);
  EXPECT_TRUE(json["real_time"].is_null());
  EXPECT_TRUE(json["rate"].is_null());
  EXPECT_TRUE(json["share"].is_null());
  EXPECT_FALSE(json["cpu_time"].is_null());
}

TEST(RunJsonTest, HeapFiguresComeFromTheCounters) {
  BenchmarkRun run = MakeRun();
  run.report_label = "label";
  Set(run.counters, "execution.heap_allocations", 214.5);
  Set(run.counters, "execution.heap_peak_bytes", 4096);
  const Json json = RunToJson(run);
  EXPECT_EQ(json["allocs_per_iter"], 214.5);
  EXPECT_EQ(json["max_bytes_used"], 4096);
  EXPECT_EQ(json.back(), "label");
}

TEST(RunJsonTest, NoHeapFiguresWithoutCountersOrInAggregates) {
  BenchmarkRun run = MakeRun();
  EXPECT_FALSE(RunToJson(run).contains("allocs_per_iter"));
  Set(run.counters, "execution.heap_allocations", 214);
  MakeAggregate(run, "stddev");
  EXPECT_FALSE(RunToJson(run).contains("allocs_per_iter"));
}

// In 1.7.1 the result of the memory pass may be gone when a run is reported.
TEST(RunJsonTest, NeverReadsTheMemoryResult) {
  BenchmarkRun run = MakeRun();
  const Json without = RunToJson(run);
  if constexpr (std::is_pointer_v<decltype(run.memory_result)>) {
    run.memory_result = reinterpret_cast<decltype(run.memory_result)>(8);
  }
  EXPECT_EQ(RunToJson(run), without);
}

}  // namespace
}  // namespace feluda
