#include "lib/vectors/huge_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace feluda {
namespace {

constexpr uintptr_t kPage = 4096;
constexpr size_t kLeastBytes = size_t{4} << 20;

}  // namespace

void PreferHugePages(void* memory, size_t bytes) {
  if (bytes < kLeastBytes) return;
  const auto begin = reinterpret_cast<uintptr_t>(memory);
  const uintptr_t first = (begin + kPage - 1) / kPage * kPage;
  const uintptr_t last = (begin + bytes) / kPage * kPage;
  // It is a wish; whether it was granted changes no result.
  madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

}  // namespace feluda
