// The heap meter counts what a stretch of a program allocates, call by call, in
// every thread and every library, to the byte.
//
//   feluda::HeapWindow window;
//   RunTheThing();
//   auto usage = window.Stop();
//   if (usage.ok()) std::cout << usage->peak_bytes;
//
// Linking //lib/measure puts functions of its own in place of malloc and its
// relatives. They pass each call on to the functions that the program would
// call otherwise, and count it while a window is open.
//
// Bytes are the bytes asked for, as heaptrack and valgrind count them, not what
// the allocator rounds them up to. A realloc is a free and an allocation. A
// block from before the window that is freed inside it counts with its rounded
// size, since sizes are stored only while a window is open.
//
// Sees: malloc, calloc, realloc, reallocarray, memalign, aligned_alloc,
// posix_memalign, valloc, pvalloc, free, and what is built on them: operator
// new, strdup, std::vector. Does not see: mmap, thread stacks, memory of child
// processes, and how an allocator on top of malloc divides its memory.
// resident_memory.h sees all physical memory of this process.
//
// Costs: a pair of malloc and free takes about 1.05 times as long outside a
// window and 1.5 times as long inside, with any number of threads. While a
// window is open, the meter takes at most a sixteenth of the heap in resident
// memory (docs/measuring.md).
//
// Exactness: counts and bytes are exact. The peak is exact while one thread
// allocates and frees in the window, and within 32 KiB for each further one. A
// call that is under way in another thread while a window opens or closes may
// count on either side.

#ifndef LIB_MEASURE_HEAP_HEAP_METER_H_
#define LIB_MEASURE_HEAP_HEAP_METER_H_

#include <cstdint>

#include "lib/measure/heap/heap_ledger.h"
#include "lib/measure/vocabulary.h"

namespace feluda {

struct HeapUsage {
  int64_t allocations = 0;
  int64_t frees = 0;
  int64_t allocated_bytes = 0;
  // Allocated less freed bytes; negative where more was freed.
  int64_t net_bytes = 0;
  // Highest live bytes above those at the start, 0 at least.
  int64_t peak_bytes = 0;
};

// Returns OK if heap usage can be metered in this program. Otherwise
// Unavailable with the reason: a sanitizer, another allocator than glibc's, or
// a tool such as valgrind.
Status HeapMeterStatus();

// Meters from construction to Stop(). Windows nest: what an inner one counts,
// the outer one counts too. The windows of a process, whichever threads use
// them, are opened and stopped in the order of a stack.
class HeapWindow {
 public:
  HeapWindow();
  HeapWindow(const HeapWindow&) = delete;
  HeapWindow& operator=(const HeapWindow&) = delete;
  ~HeapWindow();

  // Ends the window. Errors: HeapMeterStatus(); FailedPrecondition in a second
  // call, and in a child of fork() if the parent opened the window.
  // REQUIRES: every window opened after this one has ended.
  StatusOr<HeapUsage> Stop();

 private:
  HeapWindow* outer_ = nullptr;
  bool opened_ = false;
  int forks_ = 0;
  heap_internal::Totals start_;
  // Highest live bytes seen before an inner window took over.
  int64_t peak_ = 0;
};

}  // namespace feluda

#endif  // LIB_MEASURE_HEAP_HEAP_METER_H_
