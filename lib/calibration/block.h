// Memory of a known size, such that the compiler can neither drop an allocation
// nor the first touch of a page.

#ifndef LIB_CALIBRATION_BLOCK_H_
#define LIB_CALIBRATION_BLOCK_H_

#include <cstddef>

namespace feluda {

// The same pointer; the compiler loses sight of what it knew of it.
inline void* Opaque(void* block) {
  asm volatile("" : "+r"(block) : : "memory");
  return block;
}

// Writes to every page of `block`. Null is left alone.
void TouchPages(void* block, size_t bytes);

}  // namespace feluda

#endif  // LIB_CALIBRATION_BLOCK_H_
