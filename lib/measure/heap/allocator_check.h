// Whether the heap meter sees this program's allocations. It does where every
// allocation function passes through the meter and ends in glibc. Elsewhere the
// figures would be wrong: blocks that were never counted, or blocks that lie
// closer together than SizeMap can tell apart.

#ifndef LIB_MEASURE_HEAP_ALLOCATOR_CHECK_H_
#define LIB_MEASURE_HEAP_ALLOCATOR_CHECK_H_

#include "lib/measure/vocabulary.h"

namespace feluda::heap_internal {

// OK, or Unavailable with the reason: a sanitizer, another allocator, a static
// link, or a tool such as valgrind. Opens and closes a window of the ledger.
// REQUIRES: no window is open.
Status CheckAllocator();

}  // namespace feluda::heap_internal

#endif  // LIB_MEASURE_HEAP_ALLOCATOR_CHECK_H_
