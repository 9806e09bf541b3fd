// How far a right reading may be from the truth, and why. Each bound follows
// from how the figure comes about, none from what was once read.

#ifndef LIB_CALIBRATION_BOUNDS_H_
#define LIB_CALIBRATION_BOUNDS_H_

#include "lib/calibration/row.h"

namespace feluda {

Bound Exact();

// Of the heap's peak while `threads` allocate or free.
Bound HeapPeakBound(int threads);

// Of the resident peak above the memory before.
// REQUIRES: the kernel gives the process no huge pages.
Bound ResidentBound();

// Of minor page faults around pages touched for the first time. The same.
Bound FaultBound();

// Of CPU seconds of the process, its threads and children.
Bound CpuBound();

// Of CPU seconds of a process that sleeps.
Bound IdleBound();

// Of wall seconds around a stretch that took its own time.
Bound WallBound();

}  // namespace feluda

#endif  // LIB_CALIBRATION_BOUNDS_H_
