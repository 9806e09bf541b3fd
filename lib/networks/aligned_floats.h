// Memory for floats, aligned for the widest vectors, in huge pages where it is
// large.

#ifndef LIB_NETWORKS_ALIGNED_FLOATS_H_
#define LIB_NETWORKS_ALIGNED_FLOATS_H_

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

#include "lib/base/huge_pages.h"

namespace feluda {

class AlignedFloats {
 public:
  AlignedFloats() = default;

  // Uninitialised floats that fill at least `bytes`.
  explicit AlignedFloats(size_t bytes) {
    const size_t rounded = (bytes + kAlignment - 1) / kAlignment * kAlignment;
    size_ = rounded / sizeof(float);
    // Large memory comes from the kernel and goes back to it at once. free()
    // would keep a model's weights for later: once it has freed some megabytes,
    // malloc() no longer maps blocks of that size but puts them in its heap.
    const bool is_mapped = rounded >= kMappedBytes;
    void* const memory =
        is_mapped ? Map(rounded) : std::aligned_alloc(kAlignment, rounded);
    // As operator new: there is no going on without memory.
    if (memory == nullptr) throw std::bad_alloc();
    memory_ = {static_cast<float*>(memory), Free{is_mapped ? rounded : 0}};
    PreferHugePages(memory, rounded);
  }

  float* data() const { return memory_.get(); }
  size_t size() const { return size_; }

 private:
  static constexpr size_t kAlignment = 64;
  static constexpr size_t kMappedBytes = 1 << 20;

  struct Free {
    void operator()(float* memory) const {
      if (mapped_bytes > 0) {
        munmap(memory, mapped_bytes);
      } else {
        std::free(memory);
      }
    }

    size_t mapped_bytes;  // 0 for memory of malloc()
  };

  static void* Map(size_t bytes) {
    void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? nullptr : memory;
  }

  std::unique_ptr<float, Free> memory_;
  size_t size_ = 0;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_ALIGNED_FLOATS_H_
