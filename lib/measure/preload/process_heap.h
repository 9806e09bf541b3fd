// Meters the heap of this whole process for the preloaded library, and tells
// why where it cannot.

#ifndef LIB_MEASURE_PRELOAD_PROCESS_HEAP_H_
#define LIB_MEASURE_PRELOAD_PROCESS_HEAP_H_

#include "lib/measure/preload/process_report.h"

namespace feluda::preload {

// Begins to record, if the program's calls of malloc arrive here. With another
// allocator than glibc's behind the meter (jemalloc, preloaded or linked) the
// sizes are those that it rounds up to. Call it once, before there is a second
// thread.
void StartHeapRecording();

// Begins anew in a child after fork, from the blocks that it has by then.
void RestartHeapRecording();

// Writes the heap figures so far, or why there are none.
void FillHeap(ProcessFigures& figures);

}  // namespace feluda::preload

#endif  // LIB_MEASURE_PRELOAD_PROCESS_HEAP_H_
