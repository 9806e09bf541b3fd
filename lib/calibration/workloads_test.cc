#include "lib/calibration/workloads.h"

#include <string>

#include "gtest/gtest.h"
#include "lib/measure/heap/heap_meter.h"

namespace feluda {
namespace {

// Times are not what is tested here, so they are short.
WorkloadSizes Small() {
  WorkloadSizes sizes;
  sizes.burnt_seconds = 0.01;
  sizes.sleep_seconds = 0.01;
  sizes.spike_bytes = 8 << 20;
  sizes.mapped_bytes = 1 << 20;
  sizes.earlier_bytes = 16 << 20;
  return sizes;
}

bool IsOfTheHeap(const Row& row) {
  return row.figure == "allocations" || row.figure == "allocated bytes" ||
         row.figure == "net growth" || row.figure == "heap peak";
}

// By number: what a workload is called, it says when it has run.
class WorkloadTest : public testing::TestWithParam<size_t> {
 protected:
  Rows Run() { return AllWorkloads()[GetParam()](Small()); }
};

TEST_P(WorkloadTest, HasRowsWithNamesAndReasons) {
  const Rows rows = Run();
  ASSERT_FALSE(rows.empty());
  for (const Row& row : rows) {
    EXPECT_EQ(row.workload, rows.front().workload);
    EXPECT_NE(row.workload, "");
    EXPECT_NE(row.figure, "");
    EXPECT_NE(row.bound.reason, "") << row.workload << ": " << row.figure;
  }
}

TEST_P(WorkloadTest, CountsAndBytesAreWithinTheirBounds) {
  const bool metered = HeapMeterStatus().ok();
  for (const Row& row : Run()) {
    if (!IsOfTheHeap(row)) continue;
    EXPECT_EQ(Judge(row), metered ? Verdict::kOk : Verdict::kAbsent)
        << row.workload << ": " << row.figure << ": "
        << row.reading.value_or(-1) << " in place of " << row.truth << ", "
        << row.reading.status();
  }
}

TEST_P(WorkloadTest, TimesAreRead) {
  for (const Row& row : Run()) {
    if (row.unit != Unit::kSeconds || !HeapMeterStatus().ok()) continue;
    EXPECT_TRUE(row.reading.ok()) << row.workload << row.reading.status();
  }
}

INSTANTIATE_TEST_SUITE_P(All, WorkloadTest,
                         testing::Range(size_t{0}, AllWorkloads().size()));

}  // namespace
}  // namespace feluda
