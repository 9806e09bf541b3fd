// Workloads whose true cost is known without the instrument: by the sizes asked
// for, or by a clock that the workload itself looks at.
//
//   for (const Workload& run : AllWorkloads()) {
//     for (const Row& row : run(WorkloadSizes())) ...
//   }
//
// Each is run under Profile() by the thread that calls it, one at a time, and
// leaves the process as it was.

#ifndef LIB_CALIBRATION_WORKLOADS_H_
#define LIB_CALIBRATION_WORKLOADS_H_

#include <cstdint>
#include <vector>

#include "lib/calibration/row.h"

namespace feluda {

// The sizes that cost time or memory. The bounds hold for any.
struct WorkloadSizes {
  double burnt_seconds = 1;
  // A sleep, and the calm on both sides of the spike together.
  double sleep_seconds = 1;
  int64_t spike_bytes = int64_t{200} << 20;
  int64_t mapped_bytes = int64_t{64} << 20;
  // What the workload before the small one takes and frees.
  int64_t earlier_bytes = int64_t{1} << 30;
};

using Workload = Rows (*)(const WorkloadSizes& sizes);

// Calls of the allocator by one thread.
std::vector<Workload> HeapWorkloads();

// Calls of the allocator by several.
std::vector<Workload> ThreadWorkloads();

// Physical memory.
std::vector<Workload> ResidentWorkloads();

// CPU and wall time.
std::vector<Workload> TimeWorkloads();

// All of the above, in the order in which people read them.
std::vector<Workload> AllWorkloads();

}  // namespace feluda

#endif  // LIB_CALIBRATION_WORKLOADS_H_
