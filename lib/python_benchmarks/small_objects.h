// Counts Python's small objects into the heap meter. Python keeps objects of up
// to 512 bytes in arenas that it takes with mmap, so the meter, which sees
// malloc's calls, misses them.
//
//   absl::Status counted = CountSmallObjectsInMemoryPasses();
//   benchmark::RunSpecifiedBenchmarks(&reporter);
//
// The trick: only in Google Benchmark's memory pass our functions stand before
// Python's own (PyMem_SetAllocator), so what is timed is not slowed down. They
// count a block if it is in an arena; every other block came from malloc, which
// counted it. So allocations, bytes and peak are those of PYTHONMALLOC=malloc.
// An object from before the window that is freed in it counts as large as the
// last one made for a block of that size, which is at most 15 bytes off.
//
// Threads: those that hold Python's lock (the GIL).

#ifndef LIB_PYTHON_BENCHMARKS_SMALL_OBJECTS_H_
#define LIB_PYTHON_BENCHMARKS_SMALL_OBJECTS_H_

#include "absl/status/status.h"

namespace feluda {

// Counts from construction to the end of the scope, in each heap window that is
// opened and closed in between. One at a time.
// REQUIRES: Python was started, and PythonArenasAreKnown() is OK.
class SmallObjectCount {
 public:
  SmallObjectCount();
  SmallObjectCount(const SmallObjectCount&) = delete;
  SmallObjectCount& operator=(const SmallObjectCount&) = delete;
  ~SmallObjectCount();
};

// Makes the memory passes of this process count small objects. Error:
// Unavailable with the reason, if this Python keeps its objects elsewhere.
// REQUIRES: Python was started.
absl::Status CountSmallObjectsInMemoryPasses();

}  // namespace feluda

#endif  // LIB_PYTHON_BENCHMARKS_SMALL_OBJECTS_H_
