#include "lib/base/huge_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace feluda {
namespace {

constexpr uintptr_t kPage = 4096;
constexpr size_t kMinBytes = size_t{4} << 20;

// Small pages in a chunk of the loop: as many as a huge page of 2 MiB has.
constexpr size_t kGrain = 512;

}  // namespace

void PreferHugePages(void* memory, size_t bytes) {
  if (bytes < kMinBytes) return;
  const auto begin = reinterpret_cast<uintptr_t>(memory);
  const uintptr_t first = (begin + kPage - 1) / kPage * kPage;
  const uintptr_t last = (begin + bytes) / kPage * kPage;
  // This is advice; whether the kernel follows it changes no result.
  madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

std::vector<float> Zeros(size_t count, ThreadPool& pool) {
  std::vector<float> values;
  ReserveInHugePages(count, values);
  const size_t bytes = count * sizeof(float);
  // Writing a byte of each page makes the kernel provide it, on whichever
  // thread writes; resize() below then finds the memory present.
  volatile char* const touched = reinterpret_cast<char*>(values.data());
  pool.ParallelFor(bytes / kPage, kGrain, [&](size_t begin, size_t end) {
    for (size_t page = begin; page < end; ++page) touched[page * kPage] = 0;
  });
  values.resize(count);
  return values;
}

}  // namespace feluda
