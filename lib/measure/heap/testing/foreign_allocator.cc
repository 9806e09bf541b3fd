// An allocator that is not glibc's, for tests to preload and to link. It serves
// blocks from an arena of its own and never uses them again. A block that it
// did not make ends the program, as it does with jemalloc.
//
// Which functions it brings is chosen when it is compiled:
//   FOREIGN_C        malloc and its relatives, malloc_usable_size as well
//   FOREIGN_NEW      operator new and delete
//   FOREIGN_ALIGNED  the aligned forms of operator new and delete alone
//   FOREIGN_WRAPPER  malloc and free alone, which call glibc's

#include <sys/mman.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

#include "lib/measure/heap/sanitizer.h"

#ifndef FELUDA_SANITIZER

extern "C" void* __libc_malloc(size_t size) noexcept;
extern "C" void __libc_free(void* block) noexcept;

namespace {

constexpr size_t kArenaBytes = size_t{1} << 30;

char* Arena() {
  static std::atomic<char*> arena{nullptr};
  char* made = arena.load();
  if (made != nullptr) return made;
  void* mapped = mmap(nullptr, kArenaBytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED) abort();
  if (arena.compare_exchange_strong(made, static_cast<char*>(mapped))) {
    return static_cast<char*>(mapped);
  }
  munmap(mapped, kArenaBytes);
  return made;
}

// The size stands in the eight bytes before a block. Small blocks are 8 bytes
// aligned, less than glibc's.
[[maybe_unused]] void* Allocate(size_t size, size_t alignment = 0) {
  static std::atomic<size_t> used{0};
  if (alignment == 0) alignment = size < 16 ? 8 : 16;
  if (size > kArenaBytes) return nullptr;
  const size_t start = used.fetch_add(size + alignment + 16);
  if (start + size + alignment + 16 > kArenaBytes) return nullptr;
  const uintptr_t lowest = reinterpret_cast<uintptr_t>(Arena() + start + 8);
  char* block =
      reinterpret_cast<char*>((lowest + alignment - 1) / alignment * alignment);
  memcpy(block - sizeof(size), &size, sizeof(size));
  return block;
}

[[maybe_unused]] size_t SizeOf(void* block) {
  const char* place = static_cast<char*>(block);
  if (place < Arena() || place >= Arena() + kArenaBytes) abort();
  size_t size;
  memcpy(&size, place - sizeof(size), sizeof(size));
  return size;
}

[[maybe_unused]] void Free(void* block) {
  if (block != nullptr) SizeOf(block);
}

}  // namespace

#ifdef FOREIGN_C
extern "C" {
void* malloc(size_t size) noexcept { return Allocate(size); }
void free(void* block) noexcept { Free(block); }
void* calloc(size_t count, size_t size) noexcept {
  return Allocate(count * size);
}
void* realloc(void* block, size_t size) noexcept {
  void* resized = Allocate(size);
  if (block == nullptr || resized == nullptr) return resized;
  const size_t old_size = SizeOf(block);
  return memcpy(resized, block, old_size < size ? old_size : size);
}
void* memalign(size_t alignment, size_t size) noexcept {
  return Allocate(size, alignment);
}
void* aligned_alloc(size_t alignment, size_t size) noexcept {
  return Allocate(size, alignment);
}
int posix_memalign(void** block, size_t alignment, size_t size) noexcept {
  *block = Allocate(size, alignment);
  return 0;
}
void* valloc(size_t size) noexcept { return Allocate(size, 4096); }
void* pvalloc(size_t size) noexcept { return Allocate(size, 4096); }
size_t malloc_usable_size(void* block) noexcept { return SizeOf(block); }
}
#endif

#ifdef FOREIGN_WRAPPER
extern "C" {
void* malloc(size_t size) noexcept { return __libc_malloc(size); }
void free(void* block) noexcept { __libc_free(block); }
}
#endif

#ifdef FOREIGN_NEW
// libstdc++'s other forms call these.
void* operator new(size_t size) { return Allocate(size); }
void operator delete(void* block) noexcept { Free(block); }
void operator delete(void* block, size_t) noexcept { Free(block); }
#endif

#if defined(FOREIGN_NEW) || defined(FOREIGN_ALIGNED)
void* operator new(size_t size, std::align_val_t alignment) {
  return Allocate(size, static_cast<size_t>(alignment));
}
void operator delete(void* block, std::align_val_t) noexcept { Free(block); }
void operator delete(void* block, size_t, std::align_val_t) noexcept {
  Free(block);
}
#endif

#endif  // FELUDA_SANITIZER
