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
// REQUIRES: SettleProcess() was called in this process.
Bound ResidentBound();

// Of CPU seconds of the process, its threads and children.
Bound CpuBound();

// Of wall seconds around a stretch that took its own time.
Bound WallBound();

// Of minor page faults around pages touched for the first time.
Bound FaultBound();

// Makes foreseeable what the kernel does with this process: no huge pages,
// and two processors at most. Best as the first thing in main().
void SettleProcess();

}  // namespace feluda

#endif  // LIB_CALIBRATION_BOUNDS_H_
