#include "reporters/report/aggregate_figures.h"

#include <string>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/finite_figures.h"

namespace feluda {
namespace {

using MadeRun = benchmark::BenchmarkReporter::Run;

// Over four repetitions, in milliseconds.
MadeRun Aggregate(const std::string& name) {
  MadeRun run;
  run.run_type = MadeRun::RT_Aggregate;
  run.aggregate_name = name;
  run.aggregate_unit = name == "cv" ? benchmark::kPercentage : benchmark::kTime;
  run.time_unit = benchmark::kMillisecond;
  run.iterations = name == "cv" ? 1 : 4;
  run.real_accumulated_time = name == "cv" ? 0.25 : 8;
  run.cpu_accumulated_time = run.real_accumulated_time / 2;
  return run;
}

void AddCpuCounters(MadeRun& run) {
  for (const absl::string_view seconds :
       {figure::kUserSeconds, figure::kSystemSeconds,
        figure::kChildrenUserSeconds, figure::kChildrenSystemSeconds}) {
    Set(run.counters, CounterName(Phase::kExecution, seconds), 1);
  }
}

TEST(AggregateFiguresTest, TimesAreSecondsPerIteration) {
  const AggregateFigures figures = GetAggregateFigures(Aggregate("median"));
  EXPECT_FALSE(figures.is_share);
  EXPECT_DOUBLE_EQ(figures.real.value(), 2);
  EXPECT_DOUBLE_EQ(figures.cpu.value(), 1);
}

TEST(AggregateFiguresTest, AShareHasNoUnit) {
  const AggregateFigures figures = GetAggregateFigures(Aggregate("cv"));
  EXPECT_TRUE(figures.is_share);
  EXPECT_EQ(figures.real, 0.25);
  EXPECT_EQ(figures.cpu, 0.125);
}

TEST(AggregateFiguresTest, OnlyTheMeanOfASumIsTheSumOfTheMeans) {
  MadeRun mean = Aggregate("mean");
  MadeRun median = Aggregate("median");
  AddCpuCounters(mean);
  AddCpuCounters(median);
  EXPECT_EQ(GetAggregateFigures(mean).cpu, 4);
  EXPECT_EQ(GetAggregateFigures(median).cpu, std::nullopt);
}

TEST(AggregateFiguresTest, MemoryIsOfTheCounters) {
  MadeRun run = Aggregate("stddev");
  EXPECT_FALSE(GetAggregateFigures(run).peak_memory.has_value());
  EXPECT_FALSE(GetAggregateFigures(run).allocations.has_value());
  double value = 10;
  for (const absl::string_view name :
       {figure::kResidentPeak, figure::kHeapPeakBytes,
        figure::kHeapAllocations}) {
    Set(run.counters, CounterName(Phase::kExecution, name), value++);
  }
  EXPECT_EQ(GetAggregateFigures(run).peak_memory, 10);
  EXPECT_EQ(GetAggregateFigures(run).peak_heap, 11);
  EXPECT_EQ(GetAggregateFigures(run).allocations, 12);
}

TEST(AggregateFiguresTest, AnAbsentCpuTimeIsUnknown) {
  MadeRun run = Aggregate("mean");
  SetAbsent(run.counters, kCpuTime, "not a finite number");
  EXPECT_EQ(GetAggregateFigures(run).cpu, std::nullopt);
}

}  // namespace
}  // namespace feluda
