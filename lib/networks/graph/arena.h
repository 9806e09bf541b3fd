// One block of memory that all values of a network share.

#ifndef LIB_NETWORKS_GRAPH_ARENA_H_
#define LIB_NETWORKS_GRAPH_ARENA_H_

#include <cstddef>

#include "lib/networks/aligned_floats.h"

namespace feluda {

class Arena {
 public:
  // Vectors of the widest kind are aligned at multiples of this.
  static constexpr size_t kAlignment = 64;

  // Gives the arena at least `bytes`. Its contents are lost if it has to grow.
  void Reserve(size_t bytes) {
    if (bytes <= size_) return;
    memory_ = AlignedFloats();  // lest old and new exist at one time
    memory_ = AlignedFloats(bytes);
    size_ = bytes;
  }

  std::byte* data() const {
    return reinterpret_cast<std::byte*>(memory_.data());
  }
  size_t size() const { return size_; }

 private:
  AlignedFloats memory_;
  size_t size_ = 0;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_GRAPH_ARENA_H_
