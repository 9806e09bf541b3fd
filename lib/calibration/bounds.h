// States how far a right reading may be from the truth, and why. Each bound is
// derived from how the figure is made, not from earlier readings.

#ifndef LIB_CALIBRATION_BOUNDS_H_
#define LIB_CALIBRATION_BOUNDS_H_

#include "lib/calibration/row.h"

namespace feluda {

Bound Exact();

// The bound of the heap's peak while `threads` threads allocate or free.
Bound HeapPeakBound(int threads);

// The bound of the resident peak above the memory before.
// REQUIRES: the kernel gives the process no huge pages.
Bound ResidentBound();

// The bound of the minor page faults of pages touched for the first time.
// REQUIRES: the kernel gives the process no huge pages.
Bound FaultBound();

// The bound of CPU seconds of the process, its threads and children.
Bound CpuBound();

// The bound of CPU seconds of a process that sleeps.
Bound IdleBound();

// The bound of wall seconds of a workload that reads the clock itself.
Bound WallBound();

}  // namespace feluda

#endif  // LIB_CALIBRATION_BOUNDS_H_
