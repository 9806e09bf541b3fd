// Workloads whose true cost is known without the instrument: from the sizes
// that they ask for, or from a clock that they read themselves.
//
//   for (const Workload& run : AllWorkloads()) {
//     for (const Row& row : run(WorkloadSizes())) ...
//   }
//
// Each workload runs itself under Profile() in the calling thread, one at a
// time, and leaves the process as it was.

#ifndef LIB_CALIBRATION_WORKLOADS_H_
#define LIB_CALIBRATION_WORKLOADS_H_

#include <cstdint>
#include <vector>

#include "lib/calibration/row.h"

namespace feluda {

// The sizes that decide how much time and memory the workloads take. The bounds
// hold for any sizes.
struct WorkloadSizes {
  double burnt_seconds = 1;
  // How long a sleep lasts, and the pauses before and after the spike together.
  double sleep_seconds = 1;
  int64_t spike_bytes = int64_t{200} << 20;
  int64_t mapped_bytes = int64_t{64} << 20;
  // What a first workload takes and frees before a small one is metered.
  int64_t earlier_bytes = int64_t{1} << 30;
};

using Workload = Rows (*)(const WorkloadSizes& sizes);

// Calls of the allocator by one thread.
std::vector<Workload> HeapWorkloads();

// Calls of the allocator by several threads.
std::vector<Workload> ThreadWorkloads();

// Physical memory.
std::vector<Workload> ResidentWorkloads();

// CPU and wall time.
std::vector<Workload> TimeWorkloads();

// All of the above, in the order in which people read them.
std::vector<Workload> AllWorkloads();

}  // namespace feluda

#endif  // LIB_CALIBRATION_WORKLOADS_H_
