// The heap of this whole process in the preloaded library: whether it can be
// metered, and its figures so far.

#ifndef LIB_MEASURE_PRELOAD_HEAP_BOOKS_H_
#define LIB_MEASURE_PRELOAD_HEAP_BOOKS_H_

#include "lib/measure/preload/process_report.h"

namespace feluda::preload {

// Begins to record, if the program's calls of malloc arrive here. Another
// allocator behind the meter (jemalloc, preloaded or linked) is metered by the
// sizes that it rounds up to. Called once, before there is a second thread.
void StartHeapBooks();

// In a child after fork: begins anew, from the blocks that it has by then.
void RestartHeapBooks();

// Writes the heap figures so far, or why there are none.
void FillHeap(ProcessFigures& figures);

}  // namespace feluda::preload

#endif  // LIB_MEASURE_PRELOAD_HEAP_BOOKS_H_
