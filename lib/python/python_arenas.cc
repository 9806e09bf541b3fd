#include "lib/python/python_arenas.h"

#include <Python.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

constexpr uintptr_t kArenaBytes = uintptr_t{1} << 20;
constexpr uintptr_t kPoolBytes = uintptr_t{1} << 14;

// The header that a pool begins with, which no header of Python's declares: a
// count, three pointers, the arena's index, and the class of its blocks' size.
constexpr size_t kSizeClassOffset = 4 * sizeof(void*) + sizeof(uint32_t);

// The arenas by address. Static, as it must take nothing of malloc's while the
// heap is metered; pages that no arena needs are never touched.
struct Arenas {
  std::array<uintptr_t, 1 << 18> starts;
  size_t count = 0;

  uintptr_t* end() { return starts.data() + count; }
  // The place of the first arena behind an address.
  uintptr_t* Behind(uintptr_t address) {
    return std::upper_bound(starts.data(), end(), address);
  }
};
Arenas arenas;

PyObjectArenaAllocator next;

void Remember(uintptr_t start) {
  uintptr_t* const place = arenas.Behind(start);
  std::copy_backward(place, arenas.end(), arenas.end() + 1);
  *place = start;
  ++arenas.count;
}

void Forget(uintptr_t start) {
  uintptr_t* const behind = arenas.Behind(start);
  std::copy(behind, arenas.end(), behind - 1);
  --arenas.count;
}

// Python takes chunks of its frames' stack here too, which are of another size.
void* TakeArena(void*, size_t size) {
  // Without an arena, Python takes its blocks from malloc.
  if (arenas.count == arenas.starts.size()) return nullptr;
  void* const taken = next.alloc(next.ctx, size);
  if (taken != nullptr && size == kArenaBytes) {
    Remember(reinterpret_cast<uintptr_t>(taken));
  }
  return taken;
}

void GiveArenaBack(void*, void* arena, size_t size) {
  if (size == kArenaBytes) Forget(reinterpret_cast<uintptr_t>(arena));
  next.free(next.ctx, arena, size);
}

bool IsAsExpected(size_t size) {
  void* const block = PyObject_Malloc(size);
  const bool as_expected =
      InPythonArena(block) &&
      BlockRoom(block) ==
          (size + kPythonBlockStep - 1) / kPythonBlockStep * kPythonBlockStep;
  PyObject_Free(block);
  return as_expected;
}

}  // namespace

void RememberPythonArenas() {
  if (next.alloc != nullptr) return;
  PyObject_GetArenaAllocator(&next);
  PyObjectArenaAllocator remembering = {nullptr, TakeArena, GiveArenaBack};
  PyObject_SetArenaAllocator(&remembering);
}

bool InPythonArena(const void* block) {
  const auto address = reinterpret_cast<uintptr_t>(block);
  const uintptr_t* const behind = arenas.Behind(address);
  return behind != arenas.starts.data() &&
         address - *(behind - 1) < kArenaBytes;
}

size_t BlockRoom(const void* block) {
  const auto pool =
      reinterpret_cast<uintptr_t>(block) / kPoolBytes * kPoolBytes;
  uint32_t size_class;
  std::memcpy(&size_class,
              reinterpret_cast<const void*>(pool + kSizeClassOffset),
              sizeof(size_class));
  return (size_class + 1) * kPythonBlockStep;
}

absl::Status PythonArenasAreKnown() {
  for (size_t size = 1; size <= kLargestPythonBlock; ++size) {
    if (IsAsExpected(size)) continue;
    return absl::UnavailableError(
        absl::StrCat("this Python does not keep objects of ", size,
                     " bytes in arenas as Python 3.11 does"));
  }
  return absl::OkStatus();
}

}  // namespace feluda
