#include "reporters/compare/budget/budget.h"

#include <fstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"
#include "lib/runs/run_outcome.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using BudgetedRun = benchmark::BenchmarkReporter::Run;

BudgetedRun Measured(const std::string& name, double seconds,
                     double peak_bytes) {
  BudgetedRun run = NewRun(name);
  run.iterations = 1;
  run.real_accumulated_time = seconds;
  Set(run.counters, "execution.resident_peak_bytes", peak_bytes);
  return run;
}

Budget Parsed(const std::string& text) { return *ParseBudget(text, "b"); }

std::string Broken(const std::string& budget,
                   const std::vector<BudgetedRun>& runs) {
  std::string all;
  const auto broken = CheckBudget(Parsed(budget), runs);
  if (!broken.ok()) return std::string(broken.status().message());
  for (const BrokenLimit& limit : *broken) all += Describe(limit) + "\n";
  return all;
}

TEST(BudgetTest, LinesHavePatternsAndLimits) {
  const Budget budget = Parsed(
      "# OCR\n\n^sort/  time=1.5ms peak_memory=120MiB # small\r\n"
      "x allocations_per_unit=2k");
  ASSERT_EQ(budget.lines.size(), 2);
  EXPECT_EQ(budget.lines[0].pattern.text(), "^sort/");
  EXPECT_EQ(budget.lines[0].place, "b:3");
  ASSERT_EQ(budget.lines[0].limits.size(), 2);
  EXPECT_EQ(budget.lines[0].limits[0].metric, ComparedMetric::kTime);
  EXPECT_DOUBLE_EQ(budget.lines[0].limits[0].most, 1.5e-3);
  EXPECT_EQ(budget.lines[0].limits[1].most, 120 * 1048576.0);
  EXPECT_EQ(budget.lines[1].limits[0].metric, ComparedMetric::kAllocations);
  EXPECT_TRUE(budget.lines[1].limits[0].per_unit);
  EXPECT_EQ(budget.lines[1].limits[0].most, 2000);
}

struct MistakeCase {
  const char* name;
  const char* text;
  const char* message;
};

class BudgetMistakeTest : public testing::TestWithParam<MistakeCase> {};

TEST_P(BudgetMistakeTest, NamesPlaceAndRemedy) {
  const auto budget = ParseBudget(GetParam().text, "b");
  ASSERT_FALSE(budget.ok());
  const std::string message(budget.status().message());
  EXPECT_NE(message.find(GetParam().message), std::string::npos) << message;
}

INSTANTIATE_TEST_SUITE_P(
    Budgets, BudgetMistakeTest,
    testing::Values(
        MistakeCase{"Empty", "# nothing\n", "b: has no limit; say"},
        MistakeCase{"NoLimit", "\nsort", "b:2: has no limit; say"},
        MistakeCase{"NoPattern", "( time=1s", "b:1: '(' is no regular"},
        MistakeCase{"NoMetric", "a speed=1s", "b:1: 'speed=1s' is no limit"},
        MistakeCase{"NoEquals", "a time", "b:1: 'time' is no limit"},
        MistakeCase{"NoUnit", "a time=1", "'1' is no amount of time; say"},
        MistakeCase{"WrongUnit", "a time=1MiB", "with one of these units: ns"},
        MistakeCase{"NoNumber", "a peak_memory=MiB", "'MiB' is no amount"},
        MistakeCase{"Infinite", "a time=1e308min", "'1e308min' is no amount"},
        MistakeCase{"Control", "a\033( time=1s", "b:1: 'a (' is no regular"},
        MistakeCase{"Negative", "a time=-1s", "'-1s' is no amount"},
        MistakeCase{"AllAtOnce", "a x=1\na y=1", "b:2: 'y=1' is no limit"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(BudgetTest, TimesAreTheMediansAndMemoryIsTheHighest) {
  const std::vector<BudgetedRun> runs = {Measured("sort/8", 1, 100),
                                         Measured("sort/8", 2, 100),
                                         Measured("sort/8", 9, 300)};
  EXPECT_EQ(Broken("sort time=2s peak_memory=300B", runs), "");
  EXPECT_EQ(Broken("sort time=1.9s peak_memory=299B", runs),
            "sort/8: time is 2.00 s, at most 1.90 s\n"
            "sort/8: peak memory is 300 B, at most 299 B\n");
}

TEST(BudgetTest, PerUnitIsByTheInputsSize) {
  BudgetedRun run = Measured("sort/8", 8, 100);
  EXPECT_EQ(Broken("s time_per_unit=2s", {run}),
            "sort/8: time per unit may be at most 2.00 s, but that, or the "
            "size of its input, was not told\n");
  SetInputSize(run.counters, {4, "rows"});
  EXPECT_EQ(Broken("s time_per_unit=2s", {run}), "");
  EXPECT_EQ(Broken("s time_per_unit=1s", {run}),
            "sort/8: time per unit is 2.00 s, at most 1.00 s\n");
}

TEST(BudgetTest, WhatFailedOrWasNotMeasuredIsNotKept) {
  const std::vector<BudgetedRun> runs = {FailedRun("a", "no model\nat all"),
                                         Measured("b", 1, 1)};
  EXPECT_EQ(Broken("a|b peak_heap=1GB", runs),
            "a: peak heap may be at most 953.7 MiB, but it failed: no model\n"
            "b: peak heap may be at most 953.7 MiB, but that was not "
            "measured\n");
}

TEST(BudgetTest, PatternsThatFindNothingAreTold) {
  BudgetedRun skipped = NewRun("skipped");
  MarkSkipped(skipped, "no GPU");
  EXPECT_EQ(Broken("c time=1s\nb time=1s\nskip time=1s",
                   {Measured("b", 1, 1), skipped}),
            "b:1: 'c' finds no benchmark that ran\n"
            "b:3: 'skip' finds no benchmark that ran");
}

TEST(BudgetTest, AggregatesCountWhereThereIsNothingElse) {
  BudgetedRun mean = Measured("sort/8", 5, 1);
  mean.run_type = BudgetedRun::RT_Aggregate;
  mean.aggregate_name = "mean";
  EXPECT_EQ(Broken("sort time=2s", {mean}),
            "sort/8: time is 5.00 s, at most 2.00 s\n");
  EXPECT_EQ(Broken("sort time=2s", {mean, Measured("sort/8", 1, 1)}), "");
}

TEST(BudgetTest, IsReadFromAFile) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "ocr.budget";
  EXPECT_FALSE(ReadBudget(path).ok());
  std::ofstream(path) << "sort time=2s\n";
  EXPECT_EQ(ReadBudget(path)->lines[0].place, path + ":1");
}

}  // namespace
}  // namespace feluda
