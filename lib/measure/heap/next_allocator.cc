#include "lib/measure/heap/next_allocator.h"

#include <dlfcn.h>
#include <malloc.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <type_traits>

#ifndef __GLIBC__
#error "The meter needs glibc, which names its own malloc __libc_malloc."
#endif

extern "C" {
void* __libc_malloc(size_t size) noexcept;
void __libc_free(void* block) noexcept;
void* __libc_calloc(size_t count, size_t size) noexcept;
void* __libc_realloc(void* block, size_t size) noexcept;
void* __libc_memalign(size_t alignment, size_t size) noexcept;
void* __libc_valloc(size_t size) noexcept;
void* __libc_pvalloc(size_t size) noexcept;
}

namespace feluda::heap_internal {
namespace {

// Calls `visit(name, function)` for each function of `allocator`.
template <typename Visitor>
void ForEachFunction(Allocator& allocator, const Visitor& visit) {
  visit("malloc", allocator.malloc);
  visit("free", allocator.free);
  visit("calloc", allocator.calloc);
  visit("realloc", allocator.realloc);
  visit("memalign", allocator.memalign);
  visit("aligned_alloc", allocator.aligned_alloc);
  visit("posix_memalign", allocator.posix_memalign);
  visit("valloc", allocator.valloc);
  visit("pvalloc", allocator.pvalloc);
  visit("malloc_usable_size", allocator.malloc_usable_size);
}

// RTLD_NEXT searches the libraries behind this program in the loader's order:
// the preloaded ones, then the linked ones.
void* FindNext(const char* name) {
  void* found = dlsym(RTLD_NEXT, name);
  if (found != nullptr) return found;
  std::fprintf(stderr, "%s is missing; glibc brings it since 2.26\n", name);
  std::abort();
}

int PosixMemalign(void** block, size_t alignment, size_t size) noexcept {
  const bool is_power_of_two = (alignment & (alignment - 1)) == 0;
  if (alignment < sizeof(void*) || !is_power_of_two) return EINVAL;
  void* aligned = __libc_memalign(alignment, size);
  if (aligned == nullptr) return ENOMEM;
  *block = aligned;
  return 0;
}

size_t UsableSize(void* block) noexcept { return malloc_usable_size(block); }

// glibc's functions by the names that are no other allocator's.
constexpr Allocator kGlibc = {
    __libc_malloc,   __libc_free,     __libc_calloc, __libc_realloc,
    __libc_memalign, __libc_memalign, PosixMemalign, __libc_valloc,
    __libc_pvalloc,  UsableSize,
};

void FindNextAllocator() {
  // dlsym() may allocate, which calls back here. glibc serves it meanwhile.
  next_allocator = kGlibc;
  if (IsLinkedStatically()) return;
  ForEachFunction(next_allocator, [](const char* name, auto& function) {
    function =
        reinterpret_cast<std::decay_t<decltype(function)>>(FindNext(name));
  });
}

// What `next_allocator` holds at first: a function that finds all pointers and
// repeats its own call. The first allocation happens before any constructor
// could run, and a test for it in each later call would cost time.
template <auto kFunction>
struct First;
template <typename Result, typename... Arguments,
          Result (*Allocator::*kFunction)(Arguments...) noexcept>
struct First<kFunction> {
  static Result Call(Arguments... arguments) noexcept {
    FindNextAllocator();
    return (next_allocator.*kFunction)(arguments...);
  }
};

}  // namespace

Allocator next_allocator = {
    First<&Allocator::malloc>::Call,
    First<&Allocator::free>::Call,
    First<&Allocator::calloc>::Call,
    First<&Allocator::realloc>::Call,
    First<&Allocator::memalign>::Call,
    First<&Allocator::aligned_alloc>::Call,
    First<&Allocator::posix_memalign>::Call,
    First<&Allocator::valloc>::Call,
    First<&Allocator::pvalloc>::Call,
    First<&Allocator::malloc_usable_size>::Call,
};

bool IsLinkedStatically() { return dlsym(RTLD_NEXT, "malloc") == nullptr; }

const char* FileOf(const void* address) {
  Dl_info info;
  if (dladdr(address, &info) == 0 || info.dli_fname == nullptr) return "";
  return info.dli_fname;
}

ForeignFunction FunctionThatIsNotGlibcs() {
  const char* glibc = FileOf(FindNext("gnu_get_libc_version"));
  ForeignFunction found;
  ForEachFunction(next_allocator, [&](const char* name, auto) {
    const char* file = FileOf(FindNext(name));
    if (found.name == nullptr && std::strcmp(file, glibc) != 0) {
      found = {name, file};
    }
  });
  return found;
}

}  // namespace feluda::heap_internal
