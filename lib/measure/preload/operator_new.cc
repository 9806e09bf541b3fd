// operator new and delete of programs whose allocator brings its own, as
// jemalloc, tcmalloc and mimalloc do: their calls would pass by malloc and thus
// by the meter. With such an allocator they call malloc and free here. Any
// other, of the C++ library or of the program's own, is called as it would be
// without the meter.
//
// The functions have the names that the compiler gives them: this library is
// not linked with the C++ library, nor may it bring that into programs of C.

#include <dlfcn.h>
#include <malloc.h>
#include <stdlib.h>

#include <atomic>
#include <cstddef>
#include <cstring>

#include "lib/measure/heap/next_allocator.h"

namespace {

using feluda::heap_internal::FileOf;

// What the first call finds out. Two threads that do so at once find the same.
enum class Bringer { kUnknown, kAllocator, kOther };

bool AllocatorBringsNew() {
  static std::atomic<Bringer> bringer{Bringer::kUnknown};
  Bringer known = bringer.load(std::memory_order_relaxed);
  if (known == Bringer::kUnknown) {
    const char* of_new = FileOf(dlsym(RTLD_NEXT, "_Znwm"));
    const char* of_malloc = FileOf(dlsym(RTLD_NEXT, "malloc"));
    known = std::strcmp(of_new, of_malloc) == 0 ? Bringer::kAllocator
                                                : Bringer::kOther;
    bringer.store(known, std::memory_order_relaxed);
  }
  return known == Bringer::kAllocator;
}

// The function of this name behind this library, found once for each kName.
template <const char* kName, typename Function>
Function* Next() {
  static std::atomic<Function*> next{nullptr};
  Function* found = next.load(std::memory_order_relaxed);
  if (found == nullptr) {
    found = reinterpret_cast<Function*>(dlsym(RTLD_NEXT, kName));
    next.store(found, std::memory_order_relaxed);
  }
  return found;
}

// A block of malloc. Where there is none, the function behind does what is due
// then: it calls the new handler, throws, or returns null.
template <const char* kName, typename... Arguments>
void* New(size_t size, Arguments... rest) {
  if (AllocatorBringsNew()) {
    void* block = malloc(size);
    if (block != nullptr) return block;
  }
  return Next<kName, void*(size_t, Arguments...)>()(size, rest...);
}

template <const char* kName, typename... Arguments>
void* NewAligned(size_t size, size_t alignment, Arguments... rest) {
  if (AllocatorBringsNew()) {
    void* block = memalign(alignment, size);
    if (block != nullptr) return block;
  }
  return Next<kName, void*(size_t, size_t, Arguments...)>()(size, alignment,
                                                            rest...);
}

template <const char* kName, typename... Arguments>
void Delete(void* block, Arguments... rest) {
  if (AllocatorBringsNew()) return free(block);
  Next<kName, void(void*, Arguments...)>()(block, rest...);
}

}  // namespace

// A function of the mangled name and of these parameters.
// NOLINTBEGIN(bugprone-macro-parentheses): types take none
#define FELUDA_FORWARD(result, name, as, parameters, arguments)      \
  static constexpr char k##name[] = #name;                           \
  extern "C" [[gnu::visibility("default")]] result name parameters { \
    return as<k##name> arguments;                                    \
  }
// NOLINTEND(bugprone-macro-parentheses)

#define FELUDA_NEW(name) FELUDA_FORWARD(void*, name, New, (size_t size), (size))
#define FELUDA_NEW_NOTHROW(name)                                       \
  FELUDA_FORWARD(void*, name, New, (size_t size, const void* nothrow), \
                 (size, nothrow))
#define FELUDA_NEW_ALIGNED(name)                                           \
  FELUDA_FORWARD(void*, name, NewAligned, (size_t size, size_t alignment), \
                 (size, alignment))
#define FELUDA_NEW_ALIGNED_NOTHROW(name)                               \
  FELUDA_FORWARD(void*, name, NewAligned,                              \
                 (size_t size, size_t alignment, const void* nothrow), \
                 (size, alignment, nothrow))
#define FELUDA_DELETE(name) \
  FELUDA_FORWARD(void, name, Delete, (void* block), (block))
// The second parameter is a size, an alignment or std::nothrow.
#define FELUDA_DELETE_WITH(name) \
  FELUDA_FORWARD(void, name, Delete, (void* block, size_t with), (block, with))
#define FELUDA_DELETE_WITH_BOTH(name)                         \
  FELUDA_FORWARD(void, name, Delete,                          \
                 (void* block, size_t with, size_t and_with), \
                 (block, with, and_with))

FELUDA_NEW(_Znwm)
FELUDA_NEW(_Znam)
FELUDA_NEW_NOTHROW(_ZnwmRKSt9nothrow_t)
FELUDA_NEW_NOTHROW(_ZnamRKSt9nothrow_t)
FELUDA_NEW_ALIGNED(_ZnwmSt11align_val_t)
FELUDA_NEW_ALIGNED(_ZnamSt11align_val_t)
FELUDA_NEW_ALIGNED_NOTHROW(_ZnwmSt11align_val_tRKSt9nothrow_t)
FELUDA_NEW_ALIGNED_NOTHROW(_ZnamSt11align_val_tRKSt9nothrow_t)
FELUDA_DELETE(_ZdlPv)
FELUDA_DELETE(_ZdaPv)
FELUDA_DELETE_WITH(_ZdlPvm)
FELUDA_DELETE_WITH(_ZdaPvm)
FELUDA_DELETE_WITH(_ZdlPvRKSt9nothrow_t)
FELUDA_DELETE_WITH(_ZdaPvRKSt9nothrow_t)
FELUDA_DELETE_WITH(_ZdlPvSt11align_val_t)
FELUDA_DELETE_WITH(_ZdaPvSt11align_val_t)
FELUDA_DELETE_WITH_BOTH(_ZdlPvmSt11align_val_t)
FELUDA_DELETE_WITH_BOTH(_ZdaPvmSt11align_val_t)
FELUDA_DELETE_WITH_BOTH(_ZdlPvSt11align_val_tRKSt9nothrow_t)
FELUDA_DELETE_WITH_BOTH(_ZdaPvSt11align_val_tRKSt9nothrow_t)
