#include "lib/measure/heap/size_map.h"

#include <sys/mman.h>

namespace feluda::heap_internal {

unsigned char*& SizeMap::LeafMadeBefore(unsigned char* leaf) {
  return *reinterpret_cast<unsigned char**>(leaf + kLeafBytes + kOverrun);
}

unsigned char* SizeMap::MakeLeaf(size_t index) {
  constexpr size_t kMappedBytes =
      kLeafBytes + kOverrun + sizeof(unsigned char*);
  void* mapped = mmap(nullptr, kMappedBytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED) return nullptr;
  // A huge page here would cost 2 MiB of resident memory for a single block.
  madvise(mapped, kMappedBytes, MADV_NOHUGEPAGE);
  unsigned char* leaf = static_cast<unsigned char*>(mapped);

  unsigned char* already = nullptr;
  if (!leaves_[index].compare_exchange_strong(already, leaf,
                                              std::memory_order_acq_rel)) {
    munmap(mapped, kMappedBytes);
    return already;
  }
  unsigned char* newest = newest_leaf_.load(std::memory_order_relaxed);
  do {
    LeafMadeBefore(leaf) = newest;
  } while (!newest_leaf_.compare_exchange_weak(
      newest, leaf, std::memory_order_release, std::memory_order_relaxed));
  return leaf;
}

void SizeMap::PutLong(unsigned char* entry, size_t size) {
  std::memcpy(entry, &kLongMark, sizeof(kLongMark));
  std::memcpy(entry + sizeof(kLongMark), &size, sizeof(size));
}

size_t SizeMap::GetLong(const unsigned char* entry) {
  size_t size;
  std::memcpy(&size, entry + sizeof(kLongMark), sizeof(size));
  return size;
}

void SizeMap::Clear() {
  unsigned char* leaf = newest_leaf_.load(std::memory_order_acquire);
  for (; leaf != nullptr; leaf = LeafMadeBefore(leaf)) {
    madvise(leaf, kLeafBytes, MADV_DONTNEED);
    std::memset(leaf + kLeafBytes, 0, kOverrun);
  }
}

}  // namespace feluda::heap_internal
