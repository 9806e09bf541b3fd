// Resident memory of this process: before, after, and the exact peak of a
// stretch of the program, by the kernel's own high-water mark.
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
// a microsecond for each free block of a page or more in the heap; all outside
// the stretch; the start hands glibc's free heap back to the kernel
// (malloc_trim), or memory freed earlier would hide what is taken now. What
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
  // The highest of the whole process in between; at least before_bytes.
  int64_t peak_bytes = 0;
};

// What is resident now, at the cost of one read of /proc. Unavailable where
// that cannot be read.
StatusOr<int64_t> ReadResidentBytes();

// Meters from construction to Stop(). Windows nest: an inner one's peak counts
// into the outer. Windows of one process are opened and stopped in the order of
// a stack, by any thread.
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
