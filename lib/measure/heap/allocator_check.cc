#include "lib/measure/heap/allocator_check.h"

#include <malloc.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>

#include "lib/measure/heap/heap_ledger.h"
#include "lib/measure/heap/next_allocator.h"
#include "lib/measure/heap/sanitizer.h"

// clang knows of these only with -fsized-deallocation, although libstdc++ has
// them and g++'s code calls them.
void operator delete(void* block, size_t size) noexcept;
void operator delete[](void* block, size_t size) noexcept;
void operator delete(void* block, size_t size, std::align_val_t) noexcept;
void operator delete[](void* block, size_t size, std::align_val_t) noexcept;

namespace feluda::heap_internal {
namespace {

#ifndef FELUDA_SANITIZER

constexpr size_t kBytes = 64;
constexpr std::align_val_t kAligned{64};

// The compiler loses sight of the block, so it cannot drop the pair of calls.
void* Seen(void* block) {
  asm volatile("" : "+r"(block) : : "memory");
  return block;
}

// A way to allocate and free kBytes.
struct Pair {
  const char* allocation_function;
  void (*call)();
};

// malloc comes first: where it is another allocator's, the rest is not called,
// since that allocator's free() may not know what glibc's calloc() returned.
// valloc and pvalloc are missing because valgrind ends a program that calls
// pvalloc; whoever replaces them replaces malloc as well.
const Pair kPairs[] = {
    {"malloc", [] { free(Seen(malloc(kBytes))); }},
    {"calloc", [] { free(Seen(calloc(1, kBytes))); }},
    {"realloc", [] { free(Seen(realloc(nullptr, kBytes))); }},
    {"reallocarray", [] { free(Seen(reallocarray(nullptr, 1, kBytes))); }},
    {"memalign", [] { free(Seen(memalign(64, kBytes))); }},
    {"aligned_alloc", [] { free(Seen(aligned_alloc(64, kBytes))); }},
    {"posix_memalign",
     [] {
       void* block = nullptr;
       if (posix_memalign(&block, 64, kBytes) == 0) free(Seen(block));
     }},
    {"operator new", [] { ::operator delete(Seen(::operator new(kBytes))); }},
    {"operator new, freed with its size,",
     [] { ::operator delete(Seen(::operator new(kBytes)), kBytes); }},
    {"operator new[]",
     [] { ::operator delete[](Seen(::operator new[](kBytes))); }},
    {"operator new[], freed with its size,",
     [] { ::operator delete[](Seen(::operator new[](kBytes)), kBytes); }},
    {"operator new(nothrow)",
     [] {
       ::operator delete(Seen(::operator new(kBytes, std::nothrow)),
                         std::nothrow);
     }},
    {"operator new[](nothrow)",
     [] {
       ::operator delete[](Seen(::operator new[](kBytes, std::nothrow)),
                           std::nothrow);
     }},
    {"aligned operator new",
     [] {
       ::operator delete(Seen(::operator new(kBytes, kAligned)), kAligned);
     }},
    {"aligned operator new, freed with its size,",
     [] {
       ::operator delete(Seen(::operator new(kBytes, kAligned)), kBytes,
                         kAligned);
     }},
    {"aligned operator new[]",
     [] {
       ::operator delete[](Seen(::operator new[](kBytes, kAligned)), kAligned);
     }},
    {"aligned operator new[], freed with its size,",
     [] {
       ::operator delete[](Seen(::operator new[](kBytes, kAligned)), kBytes,
                           kAligned);
     }},
    {"aligned operator new(nothrow)",
     [] {
       ::operator delete(Seen(::operator new(kBytes, kAligned, std::nothrow)),
                         kAligned, std::nothrow);
     }},
    {"aligned operator new[](nothrow)",
     [] {
       ::operator delete[](
           Seen(::operator new[](kBytes, kAligned, std::nothrow)), kAligned,
           std::nothrow);
     }},
};

// Compares bytes too: a foreign operator new may call malloc for more bytes
// than its caller asked for.
bool IsCounted(const Pair& pair, const Slot& slot) {
  const Totals before = ReadSlot(slot);
  pair.call();
  const Totals after = ReadSlot(slot);
  return after.allocations - before.allocations == 1 &&
         after.frees - before.frees == 1 &&
         after.allocated_bytes - before.allocated_bytes == kBytes &&
         after.freed_bytes - before.freed_bytes == kBytes;
}

// The first allocation function whose calls are not recorded as they are; null
// where all are.
const char* UncountedFunction() {
  OpenWindow();
  const Slot* slot = ThreadSlot();
  const char* uncounted = nullptr;
  for (const Pair& pair : kPairs) {
    if (slot != nullptr && IsCounted(pair, *slot)) continue;
    uncounted = pair.allocation_function;
    break;
  }
  StopRecording();
  return uncounted;
}

#endif  // FELUDA_SANITIZER

}  // namespace

Status CheckAllocator() {
#ifdef FELUDA_SANITIZER
  return UnavailableError(
      "built with a sanitizer, which brings its own malloc");
#else
  if (IsLinkedStatically()) {
    return UnavailableError(
        "no shared C library is behind the meter; link the program without "
        "-static");
  }
  const ForeignFunction foreign = FunctionThatIsNotGlibcs();
  if (foreign.name != nullptr) {
    return UnavailableError(
        std::string("the heap is not glibc's: ") + foreign.name + " of " +
        foreign.file +
        " stands before it; run without LD_PRELOAD, or link the program "
        "without that library");
  }
  const char* uncounted = UncountedFunction();
  if (uncounted == nullptr) return Status();
  return UnavailableError(
      std::string(uncounted) +
      " of this program is not the meter's: another allocator is linked or "
      "preloaded, or a tool such as valgrind runs it");
#endif
}

}  // namespace feluda::heap_internal
