#include "reporters/compare/metric.h"

#include <limits>

#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"

namespace feluda {
namespace {

TEST(MetricTest, KeysLeadBackToMetrics) {
  for (const ComparedMetric metric : kMetrics) {
    EXPECT_EQ(MetricOfKey(MetricKey(metric)), metric);
    EXPECT_FALSE(MetricName(metric).empty());
  }
  EXPECT_EQ(MetricOfKey("speed"), std::nullopt);
}

TEST(MetricTest, FiguresAreInSecondsAndBytesPerIteration) {
  auto run = NewRun("sort");
  run.iterations = 4;
  run.time_unit = benchmark::kMillisecond;
  run.real_accumulated_time = 2;
  run.cpu_accumulated_time = 1;
  EXPECT_DOUBLE_EQ(*MetricOf(run, ComparedMetric::kTime), 0.5);
  EXPECT_DOUBLE_EQ(*MetricOf(run, ComparedMetric::kCpuTime), 0.25);
  // Of all threads and children, where that is known.
  Set(run.counters, "execution.user_seconds", 3);
  Set(run.counters, "execution.system_seconds", 1);
  Set(run.counters, "execution.children_user_seconds", 0);
  Set(run.counters, "execution.children_system_seconds", 0);
  EXPECT_DOUBLE_EQ(*MetricOf(run, ComparedMetric::kCpuTime), 4);
  EXPECT_EQ(MetricOf(run, ComparedMetric::kPeakMemory), std::nullopt);
  Set(run.counters, "execution.resident_peak_bytes", 4096);
  Set(run.counters, "initialization.wall_seconds", 7);
  EXPECT_EQ(MetricOf(run, ComparedMetric::kPeakMemory), 4096);
  EXPECT_EQ(MetricOf(run, ComparedMetric::kInitializationTime), 7);
}

TEST(MetricTest, BrokenFiguresAreNotMeasured) {
  auto run = NewRun("sort");
  Set(run.counters, "execution.heap_allocations", -1);
  Set(run.counters, "execution.heap_peak_bytes",
      std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(MetricOf(run, ComparedMetric::kAllocations), std::nullopt);
  EXPECT_EQ(MetricOf(run, ComparedMetric::kPeakHeap), std::nullopt);
}

TEST(MetricTest, CountsOfTheHeapAreInFull) {
  EXPECT_EQ(MetricText(ComparedMetric::kAllocations, 12345), "12345");
  EXPECT_EQ(MetricText(ComparedMetric::kAllocations, 1234567), "1.23 M");
  EXPECT_EQ(MetricText(ComparedMetric::kPeakHeap, 4097), "4097 B");
  EXPECT_EQ(MetricText(ComparedMetric::kPeakHeap, 4194304), "4.0 MiB");
  EXPECT_EQ(MetricText(ComparedMetric::kPeakMemory, 4096), "4.0 KiB");
  EXPECT_EQ(MetricText(ComparedMetric::kTime, 0.00125), "1.25 ms");
}

}  // namespace
}  // namespace feluda
