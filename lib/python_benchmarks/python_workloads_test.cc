#include "lib/python_benchmarks/python_workloads.h"

#include "gtest/gtest.h"
#include "lib/measure/heap/heap_meter.h"
#include "lib/python/new_python.h"

namespace feluda {
namespace {

// Times are not what is tested here, so they are short.
PythonWorkloadSizes Small() {
  PythonWorkloadSizes sizes;
  sizes.spike_bytes = 8 << 20;
  sizes.pause_seconds = 0.01;
  sizes.burnt_seconds = 0.01;
  sizes.array_elements = 1000000;
  return sizes;
}

TEST(PythonWorkloadsTest, CountsAndBytesAreExact) {
  const Rows rows = PythonWorkloads(DebiansPython(), Small());
  EXPECT_EQ(rows.size(), 10);
  for (const Row& row : rows) {
    EXPECT_NE(row.bound.reason, "") << row.workload << ": " << row.figure;
    if (!row.bound.exact()) continue;
    EXPECT_EQ(Judge(row),
              HeapMeterStatus().ok() ? Verdict::kOk : Verdict::kAbsent)
        << row.workload << ": " << row.figure << ": "
        << row.reading.value_or(-1) << " in place of " << row.truth << ", "
        << row.reading.status();
  }
}

}  // namespace
}  // namespace feluda
