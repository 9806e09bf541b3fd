// Converts numbers of 16 bits to float32: IEEE's binary16 ("float16", "half")
// and the upper half of a float32 ("bfloat16"). Float32 has every such number,
// so widening rounds nothing; infinities and NaNs stay what they are.
//
//   std::vector<float> values(bytes.size() / 2);
//   WidenFloat16(bytes.data(), absl::MakeSpan(values));
//   RoundToFloat16(values, values.data());  // changes nothing
//
// Threads: any number.

#ifndef LIB_NETWORKS_WEIGHTS_HALF_FLOATS_H_
#define LIB_NETWORKS_WEIGHTS_HALF_FLOATS_H_

#include "absl/types/span.h"

namespace feluda {

// Reads as many little-endian numbers as `values` has, from any address.
void WidenFloat16(const char* bytes, absl::Span<float> values);
void WidenBfloat16(const char* bytes, absl::Span<float> values);

// Writes the float16 nearest to each value, as a float32, to `to`, which may be
// where `from` is. Ties go to the one whose last bit is 0, and values from
// 65520 on become infinity, as with numpy's astype(float16) and in IEEE 754 by
// default.
void RoundToFloat16(absl::Span<const float> from, float* to);

}  // namespace feluda

#endif  // LIB_NETWORKS_WEIGHTS_HALF_FLOATS_H_
