// Numbers of 16 bits as float32: IEEE's binary16 ("float16", "half") and the
// upper half of a float32 ("bfloat16"). Every such number is one of float32, so
// nothing is rounded; infinities stay, and what is not a number stays so.
//
//   std::vector<float> values(bytes.size() / 2);
//   WidenFloat16(bytes.data(), absl::MakeSpan(values));
//
// Threads: any number.

#ifndef LIB_NETWORKS_WEIGHTS_HALF_FLOATS_H_
#define LIB_NETWORKS_WEIGHTS_HALF_FLOATS_H_

#include "absl/types/span.h"

namespace feluda {

// Reads as many little-endian numbers as `values` has, from any address.
void WidenFloat16(const char* bytes, absl::Span<float> values);
void WidenBfloat16(const char* bytes, absl::Span<float> values);

}  // namespace feluda

#endif  // LIB_NETWORKS_WEIGHTS_HALF_FLOATS_H_
