// Memory for floats, aligned for the widest vectors, in huge pages if it is
// large. It comes from malloc(), so that a heap meter sees it. Once some
// megabytes were freed, malloc() keeps blocks of that size for later;
// malloc_trim() hands them back to the kernel.

#ifndef LIB_NETWORKS_ALIGNED_FLOATS_H_
#define LIB_NETWORKS_ALIGNED_FLOATS_H_

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
    void* const memory = std::aligned_alloc(kAlignment, rounded);
    // As operator new does: nothing works without memory.
    if (memory == nullptr) throw std::bad_alloc();
    memory_.reset(static_cast<float*>(memory));
    PreferHugePages(memory, rounded);
  }

  float* data() const { return memory_.get(); }
  size_t size() const { return size_; }

 private:
  static constexpr size_t kAlignment = 64;

  struct Free {
    void operator()(float* memory) const { std::free(memory); }
  };

  std::unique_ptr<float, Free> memory_;
  size_t size_ = 0;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_ALIGNED_FLOATS_H_
