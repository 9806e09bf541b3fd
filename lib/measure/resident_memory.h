// Measures the resident memory of this process around a stretch of the program:
// before, after, and the peak, by the kernel's own high-water mark.
//
//   feluda::ResidentWindow window;
//   RunTheThing();
//   auto usage = window.Stop();
//
// Sees all physical memory of the process: malloc, mmap, thread stacks, pages
// of libraries and of mapped files. No spike is too short, since the kernel
// raises the mark itself. Does not see memory of child processes, nor memory
// asked for and never touched.
//
// Costs: two reads of /proc and one write to it, some 25 microseconds, and half
// a microsecond for each free block of a page or more in the heap, all outside
// the stretch. The start hands glibc's free heap back to the kernel
// (malloc_trim), since memory freed earlier would hide what is taken now. What
// another allocator keeps stays resident.
//
// Exactness: the kernel keeps its count in pages and, on many processors, in
// batches: a reading may be off by some 128 KiB a processor.

#ifndef LIB_MEASURE_RESIDENT_MEMORY_H_
#define LIB_MEASURE_RESIDENT_MEMORY_H_

#include <cstdint>

#include "lib/measure/vocabulary.h"

namespace feluda {

struct ResidentUsage {
  int64_t before_bytes = 0;
  int64_t after_bytes = 0;
  // The highest in between; at least before_bytes.
  int64_t peak_bytes = 0;
};

// Returns what is resident now, at the cost of one read of /proc. Error:
// Unavailable where that cannot be read.
StatusOr<int64_t> ReadResidentBytes();

// Meters from construction to Stop(). Windows nest: the peak of an inner one
// counts for the outer one. The windows of a process, whichever threads use
// them, are opened and stopped in the order of a stack.
class ResidentWindow {
 public:
  ResidentWindow();
  ResidentWindow(const ResidentWindow&) = delete;
  ResidentWindow& operator=(const ResidentWindow&) = delete;
  ~ResidentWindow();

  // Ends the window. Errors: Unavailable where /proc cannot be read or the
  // kernel refuses to reset the mark, with what it said; FailedPrecondition in
  // a second call.
  // REQUIRES: every window opened after this one has ended.
  StatusOr<ResidentUsage> Stop();

 private:
  ResidentWindow* outer_ = nullptr;
  bool opened_ = false;
  Status status_;
  int64_t before_ = 0;
  // Highest mark seen before an inner window reset it.
  int64_t peak_ = 0;
};

}  // namespace feluda

#endif  // LIB_MEASURE_RESIDENT_MEMORY_H_
