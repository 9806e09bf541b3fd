// Keeps the compiler from dropping an allocation or the first touch of a page,
// so that workloads use memory of a known size.

#ifndef LIB_CALIBRATION_BLOCK_H_
#define LIB_CALIBRATION_BLOCK_H_

#include <cstddef>

namespace feluda {

// Returns the same pointer but hides its origin from the compiler.
inline void* Opaque(void* block) {
  asm volatile("" : "+r"(block) : : "memory");
  return block;
}

// Writes to every page of `block`. Null is left alone.
void TouchPages(void* block, size_t bytes);

}  // namespace feluda

#endif  // LIB_CALIBRATION_BLOCK_H_
