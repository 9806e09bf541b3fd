// Gives memory that was freed back to the system, so that a program that goes
// on without a model does not keep its size.

#ifndef LIB_OPERATORS_MODELS_FREED_MEMORY_H_
#define LIB_OPERATORS_MODELS_FREED_MEMORY_H_

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace feluda {

// Cost: some milliseconds for each 100 MB that are given back.
inline void ReturnFreedMemory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace feluda

#endif  // LIB_OPERATORS_MODELS_FREED_MEMORY_H_
