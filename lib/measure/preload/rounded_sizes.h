// Whether the meter counts the sizes that the allocator rounds up to, which it
// can tell again when a block is freed. It does for other allocators than
// glibc's: the map of the sizes asked for (size_map.h) needs glibc's spacing of
// blocks.

#ifndef LIB_MEASURE_PRELOAD_ROUNDED_SIZES_H_
#define LIB_MEASURE_PRELOAD_ROUNDED_SIZES_H_

namespace feluda::preload {

// Set before recording begins, and never again.
extern bool records_rounded_sizes;

}  // namespace feluda::preload

#endif  // LIB_MEASURE_PRELOAD_ROUNDED_SIZES_H_
