#include "lib/measure/preload/process_heap.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "lib/measure/heap/heap_ledger.h"
#include "lib/measure/heap/next_allocator.h"
#include "lib/measure/preload/rounded_sizes.h"

namespace feluda::preload {

bool records_rounded_sizes = false;

namespace {

using heap_internal::FileOf;
using heap_internal::Totals;

Totals start;
const char* rounded_by = nullptr;
// Why nothing is metered; empty where it is.
char absent[1024] = "the process did not begin with the meter";

// The address that the program calls by this name.
template <typename Function>
Function* Called(const char* name, Function* /*of_type*/) {
  return reinterpret_cast<Function*>(dlsym(RTLD_DEFAULT, name));
}

// The ways to be given a block. malloc comes first: where that does not arrive,
// the others are not called, since free() might not know their blocks.
struct Way {
  const char* name;
  void* (*allocate)();
};
constexpr Way kWays[] = {
    {"malloc", [] { return Called("malloc", malloc)(1); }},
    {"calloc", [] { return Called("calloc", calloc)(1, 1); }},
    {"realloc", [] { return Called("realloc", realloc)(nullptr, 1); }},
    {"aligned_alloc",
     [] { return Called("aligned_alloc", aligned_alloc)(64, 64); }},
    {"posix_memalign",
     [] {
       void* block = nullptr;
       const int error =
           Called("posix_memalign", posix_memalign)(&block, 64, 1);
       return error == 0 ? block : nullptr;
     }},
};

// The first function whose calls are not recorded; null where all are. Where
// the address lies says nothing, as a program that is not position independent
// has a stub of its own for each function.
const char* UnrecordedFunction() {
  for (const Way& way : kWays) {
    const Totals before = heap_internal::ReadTotals();
    Called("free", free)(way.allocate());
    const Totals after = heap_internal::ReadTotals();
    if (after.allocations - before.allocations != 1 ||
        after.frees - before.frees != 1) {
      return way.name;
    }
  }
  return nullptr;
}

void SayWhyAbsent(const char* function) {
  const char* file = FileOf(dlsym(RTLD_DEFAULT, function));
  if (std::strcmp(file, FileOf(&absent)) == 0) {
    std::snprintf(absent, sizeof(absent),
                  "a tool such as valgrind takes the calls of %s", function);
  } else {
    std::snprintf(absent, sizeof(absent),
                  "%s of this program is that of %s, which stands before the "
                  "meter; times and resident memory hold",
                  function, file);
  }
}

const char* NameOf(const char* file) {
  const char* slash = std::strrchr(file, '/');
  return slash == nullptr ? file : slash + 1;
}

}  // namespace

void StartHeapRecording() {
  // The first call finds the allocator behind the meter, which need not be the
  // one that the program calls. The first question for a size makes tcmalloc
  // allocate, which must not happen while a block is recorded.
  heap_internal::Allocator& next = heap_internal::next_allocator;
  void* const block = next.malloc(1);
  next.malloc_usable_size(block);
  next.free(block);
  const heap_internal::ForeignFunction behind =
      heap_internal::FunctionThatIsNotGlibcs();
  if (behind.name != nullptr) {
    records_rounded_sizes = true;
    rounded_by = NameOf(behind.file);
  }
  heap_internal::OpenWindow();
  const char* unrecorded = UnrecordedFunction();
  if (unrecorded != nullptr) {
    heap_internal::StopRecording();
    SayWhyAbsent(unrecorded);
    return;
  }
  absent[0] = '\0';
  start = heap_internal::OpenWindow();
}

void RestartHeapRecording() {
  if (absent[0] != '\0') return;
  heap_internal::ReleaseSlotsOfOtherThreads();
  start = heap_internal::OpenWindow();
}

void FillHeap(ProcessFigures& figures) {
  if (absent[0] != '\0') {
    figures.heap_absent = absent;
    return;
  }
  const Totals now = heap_internal::ReadTotals();
  figures.rounded_by = rounded_by;
  figures.allocations = now.allocations - start.allocations;
  figures.frees = now.frees - start.frees;
  figures.allocated_bytes = now.allocated_bytes - start.allocated_bytes;
  figures.left_bytes = now.live_bytes() - start.live_bytes();
  figures.peak_bytes = heap_internal::PeakLiveBytes() - start.live_bytes();
}

}  // namespace feluda::preload
