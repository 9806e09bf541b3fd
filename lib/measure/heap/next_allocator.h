// The allocation functions behind the meter's own: those that the program would
// call if the meter were not linked. They are glibc's, unless another allocator
// (jemalloc, a leak detector) is preloaded or linked as a shared library.
//
// The meter passes each call on to the function of the same name, so that a
// block always goes back to the allocator that made it. Calling glibc's own
// functions instead would end the program where another allocator brings
// operator new or malloc_usable_size: glibc would be given blocks that it did
// not make.
//
// Threads: the pointers are found in the process's first allocation, which the
// dynamic loader makes before there is a second thread. They never change
// again.

#ifndef LIB_MEASURE_HEAP_NEXT_ALLOCATOR_H_
#define LIB_MEASURE_HEAP_NEXT_ALLOCATOR_H_

#include <cstddef>

namespace feluda::heap_internal {

// Aligned so that no written variable shares its cache lines.
struct alignas(128) Allocator {
  void* (*malloc)(size_t size) noexcept;
  void (*free)(void* block) noexcept;
  void* (*calloc)(size_t count, size_t size) noexcept;
  void* (*realloc)(void* block, size_t size) noexcept;
  void* (*memalign)(size_t alignment, size_t size) noexcept;
  void* (*aligned_alloc)(size_t alignment, size_t size) noexcept;
  int (*posix_memalign)(void** block, size_t alignment, size_t size) noexcept;
  void* (*valloc)(size_t size) noexcept;
  void* (*pvalloc)(size_t size) noexcept;
  size_t (*malloc_usable_size)(void* block) noexcept;
};

// Ready to be called at any time. A call costs what a call into a shared
// library costs anyway: a jump through a pointer.
extern Allocator next_allocator;

// Whether the C library is part of the program file, so that there is no next
// allocator: the functions of `next_allocator` are glibc's then.
bool IsLinkedStatically();

// A function and the file of the library or program that brings it.
struct ForeignFunction {
  const char* name = nullptr;
  const char* file = nullptr;
};

// A function of `next_allocator` that is not glibc's, such as malloc of
// /usr/lib/libjemalloc.so.2. Without a name where all are glibc's.
// REQUIRES: !IsLinkedStatically().
ForeignFunction FunctionThatIsNotGlibcs();

// Returns the file that the address belongs to; empty if the loader knows none.
const char* FileOf(const void* address);

}  // namespace feluda::heap_internal

#endif  // LIB_MEASURE_HEAP_NEXT_ALLOCATOR_H_
