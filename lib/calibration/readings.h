// Makes rows from what the instrument read around a workload. Each function
// takes its figure from the usage, and adds the truth and the bound.

#ifndef LIB_CALIBRATION_READINGS_H_
#define LIB_CALIBRATION_READINGS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "lib/calibration/row.h"
#include "lib/measure/resource_usage.h"

namespace feluda {

// The cost of one workload, as the instrument read it.
struct Measured {
  std::string workload;
  ResourceUsage usage;
};

Row Allocations(const Measured& measured, int64_t truth);
Row AllocatedBytes(const Measured& measured, int64_t truth);
Row NetBytes(const Measured& measured, int64_t truth);

// `threads` is how many threads allocated or freed.
Row HeapPeak(const Measured& measured, int64_t truth, int threads = 1);

// These are the peak of resident memory above what was resident before, and the
// minor page faults. The rows are absent if HeapMeterStatus() is an error: a
// sanitizer or another allocator takes memory of its own, so the truth is
// unknown.
Row ResidentPeak(const Measured& measured, int64_t truth);
Row MinorFaults(const Measured& measured, int64_t truth);

// User and system time, children included.
Row CpuSeconds(const Measured& measured, double truth);
Row WallSeconds(const Measured& measured, double truth);

// Makes all of `rows` absent, because their workload could not run: `why` says
// the cause. REQUIRES: why is an error.
Rows NotTried(Rows rows, const absl::Status& why);

}  // namespace feluda

#endif  // LIB_CALIBRATION_READINGS_H_
