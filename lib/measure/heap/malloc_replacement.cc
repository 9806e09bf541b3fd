// The allocation functions of the whole program: every library's calls come
// through here, operator new's too, since it calls malloc. Each passes its call
// on to the function of its name in next_allocator.h. While no window is open,
// a call costs one load and one branch more than without the meter.
//
// The functions are weak, so a program that links an allocator of its own into
// itself keeps that one. CheckAllocator() then says why nothing is metered.
//
// Sanitizers replace malloc themselves, so there this file is empty.

#include "lib/measure/heap/sanitizer.h"

#ifndef FELUDA_SANITIZER

#include <cerrno>
#include <cstddef>

#include "lib/measure/heap/heap_ledger.h"
#include "lib/measure/heap/next_allocator.h"
#ifdef FELUDA_MEASURE_PRELOAD
#include "lib/measure/preload/rounded_sizes.h"
#endif

namespace {

using feluda::heap_internal::next_allocator;
using feluda::heap_internal::RecordAllocation;
using feluda::heap_internal::RecordFree;
using feluda::heap_internal::Recording;
using feluda::heap_internal::size_map;
using feluda::heap_internal::SizeMap;
using feluda::heap_internal::UndoFree;

// The bytes that `block` was asked for with. For a block from before the window
// it is the size that the allocator rounded them up to.
[[gnu::always_inline]] inline size_t SizeOf(void* block) {
  const size_t size = size_map.Get(block);
  if (__builtin_expect(size == SizeMap::kUnknown, 0)) {
    return next_allocator.malloc_usable_size(block);
  }
  return size;
}

// Records a block. Only the library that is preloaded meters other allocators
// than glibc's, so only its malloc has a branch for them.
[[gnu::always_inline]] inline void RecordBlock(void* block, size_t size) {
#ifdef FELUDA_MEASURE_PRELOAD
  if (__builtin_expect(feluda::preload::records_rounded_sizes, 0)) {
    return feluda::heap_internal::RecordUnmapped(
        next_allocator.malloc_usable_size(block));
  }
#endif
  RecordAllocation(block, size);
}

void* Recorded(void* block, size_t size) {
  if (block != nullptr && Recording()) RecordBlock(block, size);
  return block;
}

// These three are out of line and noexcept, so that malloc() and its relatives
// jump to them and need no stack frame. They are marked hot because the
// compiler would otherwise optimise for size what stands behind an unlikely
// branch.
[[gnu::noinline, gnu::hot]] void* RecordedMalloc(size_t size) noexcept {
  void* block = next_allocator.malloc(size);
  if (block != nullptr) RecordBlock(block, size);
  return block;
}

[[gnu::noinline, gnu::hot]] void RecordedFree(void* block) noexcept {
  if (block == nullptr) return;
  RecordFree(SizeOf(block));
  next_allocator.free(block);
}

[[gnu::noinline, gnu::hot]] void* RecordedRealloc(void* block,
                                                  size_t size) noexcept {
  if (block == nullptr) return RecordedMalloc(size);
  const size_t old_size = SizeOf(block);
  RecordFree(old_size);
  void* resized = next_allocator.realloc(block, size);
  if (resized != nullptr) {
    RecordBlock(resized, size);
  } else if (size != 0) {
    UndoFree(old_size);  // Refused: the old block is still there.
  }
  return resized;
}

}  // namespace

#pragma weak malloc
#pragma weak free
#pragma weak calloc
#pragma weak realloc
#pragma weak reallocarray
#pragma weak memalign
#pragma weak aligned_alloc
#pragma weak posix_memalign
#pragma weak valloc
#pragma weak pvalloc

#pragma GCC visibility push(default)
extern "C" {

void* malloc(size_t size) noexcept {
  if (Recording()) return RecordedMalloc(size);
  return next_allocator.malloc(size);
}

void free(void* block) noexcept {
  if (Recording()) return RecordedFree(block);
  next_allocator.free(block);
}

void* calloc(size_t count, size_t size) noexcept {
  return Recorded(next_allocator.calloc(count, size), count * size);
}

void* realloc(void* block, size_t size) noexcept {
  if (Recording()) return RecordedRealloc(block, size);
  return next_allocator.realloc(block, size);
}

// Calls realloc() rather than the next reallocarray(): glibc's would call back
// realloc() here, and the block would count twice.
void* reallocarray(void* block, size_t count, size_t size) noexcept {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  return realloc(block, bytes);
}

void* memalign(size_t alignment, size_t size) noexcept {
  return Recorded(next_allocator.memalign(alignment, size), size);
}

void* aligned_alloc(size_t alignment, size_t size) noexcept {
  return Recorded(next_allocator.aligned_alloc(alignment, size), size);
}

int posix_memalign(void** block, size_t alignment, size_t size) noexcept {
  const int error = next_allocator.posix_memalign(block, alignment, size);
  if (error == 0) Recorded(*block, size);
  return error;
}

void* valloc(size_t size) noexcept {
  return Recorded(next_allocator.valloc(size), size);
}

void* pvalloc(size_t size) noexcept {
  return Recorded(next_allocator.pvalloc(size), size);
}

}  // extern "C"
#pragma GCC visibility pop

#endif  // FELUDA_SANITIZER
