// Whether blocks are booked with the size that their allocator rounded them up
// to, which it tells again when they are freed. That is so for other allocators
// than glibc's: the map of the sizes asked for needs glibc's spacing of blocks.

#ifndef LIB_MEASURE_PRELOAD_ROUNDED_SIZES_H_
#define LIB_MEASURE_PRELOAD_ROUNDED_SIZES_H_

namespace feluda::preload {

// Set before recording begins, and never again.
extern bool books_rounded_sizes;

}  // namespace feluda::preload

#endif  // LIB_MEASURE_PRELOAD_ROUNDED_SIZES_H_
