// The allocation functions of the whole program, over glibc's own: every
// library's calls come through here, operator new's too, since it calls malloc.
// While no window is open a call costs one load and one branch more.
//
// glibc still makes the blocks, so its malloc_usable_size(), which is not
// replaced, stays right. glibc's functions are called by their own names:
// looking them up with dlsym() would call calloc.
//
// Sanitizers replace malloc themselves, so there this file is empty.

#include "lib/measure/heap/sanitizer.h"

#ifndef FELUDA_SANITIZER

#include <cerrno>
#include <cstddef>
#include <cstdint>

#include "lib/measure/heap/heap_ledger.h"

extern "C" {
void* __libc_malloc(size_t size) noexcept;
void __libc_free(void* block) noexcept;
void* __libc_calloc(size_t count, size_t size) noexcept;
void* __libc_realloc(void* block, size_t size) noexcept;
void* __libc_memalign(size_t alignment, size_t size) noexcept;
void* __libc_valloc(size_t size) noexcept;
void* __libc_pvalloc(size_t size) noexcept;
}

namespace {

using feluda::heap_internal::RecordAllocation;
using feluda::heap_internal::RecordFree;
using feluda::heap_internal::Recording;
using feluda::heap_internal::SizeOf;
using feluda::heap_internal::UndoFree;

void* Recorded(void* block, size_t size) {
  if (block != nullptr && Recording()) RecordAllocation(block, size);
  return block;
}

// Out of line and noexcept, so that malloc() and free() jump to them; hot, or
// the compiler would take what stands behind an unlikely branch for seldom and
// slow.
[[gnu::noinline, gnu::hot]] void* RecordedMalloc(size_t size) noexcept {
  void* block = __libc_malloc(size);
  if (block != nullptr) RecordAllocation(block, size);
  return block;
}

[[gnu::noinline, gnu::hot]] void RecordedFree(void* block) noexcept {
  if (block == nullptr) return;
  RecordFree(SizeOf(block));
  __libc_free(block);
}

[[gnu::noinline, gnu::hot]] void* RecordedRealloc(void* block,
                                                  size_t size) noexcept {
  if (block == nullptr) return RecordedMalloc(size);
  const size_t old_size = SizeOf(block);
  RecordFree(old_size);
  void* resized = __libc_realloc(block, size);
  if (resized != nullptr) {
    RecordAllocation(resized, size);
  } else if (size != 0) {
    UndoFree(old_size);  // Refused: the old block is still there.
  }
  return resized;
}

}  // namespace

extern "C" {

void* malloc(size_t size) noexcept {
  if (Recording()) return RecordedMalloc(size);
  return __libc_malloc(size);
}

void free(void* block) noexcept {
  if (Recording()) return RecordedFree(block);
  __libc_free(block);
}

void* calloc(size_t count, size_t size) noexcept {
  return Recorded(__libc_calloc(count, size), count * size);
}

void* realloc(void* block, size_t size) noexcept {
  if (Recording()) return RecordedRealloc(block, size);
  return __libc_realloc(block, size);
}

void* reallocarray(void* block, size_t count, size_t size) noexcept {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  return realloc(block, bytes);
}

void* memalign(size_t alignment, size_t size) noexcept {
  return Recorded(__libc_memalign(alignment, size), size);
}

void* aligned_alloc(size_t alignment, size_t size) noexcept {
  return memalign(alignment, size);
}

int posix_memalign(void** block, size_t alignment, size_t size) noexcept {
  const bool power_of_two = (alignment & (alignment - 1)) == 0;
  if (!power_of_two || alignment == 0 || alignment % sizeof(void*) != 0) {
    return EINVAL;
  }
  const int kept_errno = errno;
  void* made = memalign(alignment, size);
  errno = kept_errno;
  if (made == nullptr) return ENOMEM;
  *block = made;
  return 0;
}

void* valloc(size_t size) noexcept {
  return Recorded(__libc_valloc(size), size);
}

void* pvalloc(size_t size) noexcept {
  return Recorded(__libc_pvalloc(size), size);
}

}  // extern "C"

#endif  // FELUDA_SANITIZER
