// Rows from what the instrument read around a workload. Each picks its figure
// out of the usage and sets the truth and the bound beside it.

#ifndef LIB_CALIBRATION_READINGS_H_
#define LIB_CALIBRATION_READINGS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "lib/calibration/row.h"
#include "lib/measure/resource_usage.h"

namespace feluda {

// What one workload cost, as the instrument read it.
struct Measured {
  std::string workload;
  ResourceUsage usage;
};

Row Allocations(const Measured& measured, int64_t truth);
Row AllocatedBytes(const Measured& measured, int64_t truth);
Row NetBytes(const Measured& measured, int64_t truth);

// `threads`: how many allocated or freed.
Row HeapPeak(const Measured& measured, int64_t truth, int threads = 1);

// Of the highest resident memory above that before. Where another allocator
// stands before the heap meter, be it a sanitizer's, the row is absent: it
// takes memory of its own, and nobody knows the truth then. So for the faults.
Row ResidentPeak(const Measured& measured, int64_t truth);
Row MinorFaults(const Measured& measured, int64_t truth);

// User and system, children included.
Row CpuSeconds(const Measured& measured, double truth);
Row WallSeconds(const Measured& measured, double truth);

// `rows` of a workload that could not do its work here, each absent for `why`.
// REQUIRES: why is an error.
Rows NotTried(Rows rows, const absl::Status& why);

}  // namespace feluda

#endif  // LIB_CALIBRATION_READINGS_H_
