#include "reporters/output/benchmark_output.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using When = BenchmarkOutput::When;
using BenchmarkRun = benchmark::BenchmarkReporter::Run;

BenchmarkRun WithCounter(const std::string& name, const std::string& counter) {
  BenchmarkRun run;
  run.run_name.function_name = name;
  run.counters[counter] = 3;
  return run;
}

// What two benchmarks, reported one after the other, give.
std::string Output(const std::string& format, int* calls = nullptr,
                   When when = When::kAsBenchmarksEnd) {
  std::string latest;
  BenchmarkOutput output(format, when, [&](absl::string_view text) {
    latest = std::string(text);
    if (calls != nullptr) ++*calls;
  });
  benchmark::BenchmarkReporter::Context context;
  context.name_field_width = 10;
  output.ReportContext(context);
  output.ReportRuns({WithCounter("first", "apples")});
  output.ReportRuns({WithCounter("second", "pears")});
  output.Finalize();
  return latest;
}

TEST(BenchmarkOutputTest, JsonIsWholeAfterTheFirstBenchmarkAndAtTheEnd) {
  int calls = 0;
  const auto json = ParseJson(Output("json", &calls));
  EXPECT_EQ(calls, 2);
  ASSERT_THAT(json["benchmarks"], SizeIs(2));
  EXPECT_EQ(json["benchmarks"][1]["name"], "second");
  EXPECT_EQ(json["benchmarks"][1]["pears"], 3);
}

TEST(BenchmarkOutputTest, IsHandedOnOnceWhereItMayNotBeReplaced) {
  int calls = 0;
  const std::string json = Output("json", &calls, When::kAtTheEnd);
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(json, Output("json"));
}

TEST(BenchmarkOutputTest, WhatThereIsSoFarGivesWayToTheEnd) {
  std::vector<std::string> outputs;
  const auto sink = [&](absl::string_view text) { outputs.emplace_back(text); };
  BenchmarkOutput output("csv", When::kAsBenchmarksEnd, sink);
  output.ReportContext({});
  output.HandOnSoFar({WithCounter("first", "apples")});
  output.ReportRuns({WithCounter("second", "pears")});
  output.Finalize();
  ASSERT_THAT(outputs, SizeIs(2));
  EXPECT_THAT(outputs[0], HasSubstr("\"first\""));
  EXPECT_THAT(outputs[1], Not(HasSubstr("\"first\"")));
  BenchmarkOutput once("csv", When::kAtTheEnd, sink);
  once.HandOnSoFar({WithCounter("first", "apples")});
  EXPECT_THAT(outputs, SizeIs(2));
}

TEST(BenchmarkOutputTest, CsvHasAColumnForEveryCounterOfAnyRun) {
  const std::string csv = Output("csv");
  EXPECT_THAT(csv, HasSubstr("\"apples\",\"pears\""));
  EXPECT_THAT(csv, HasSubstr("\"second\""));
}

TEST(BenchmarkOutputTest, ConsoleIsATable) {
  EXPECT_THAT(Output("console"), HasSubstr("second"));
}

}  // namespace
}  // namespace feluda
