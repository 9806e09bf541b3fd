// Squared distances of rows of float32 from the differences of their numbers,
// many pairs at a time, in the widest vectors that the processor has (chosen at
// run time, by Highway).
//
//   const std::vector<const float*> some = {rows[7], rows[2]};
//   std::vector<float> distances(some.size() * centers.count);
//   SquaredDistances(some, centers, distances.data(), centers.count);
//   distances[centers.count + 3];  // of rows[2] and centers[3]
//
// Unlike norms less products, differences lose nothing where rows are far from
// the origin or close to each other: the relative error of a result is at most
// SquaredDistanceError(), equal rows are at 0.
//
// The bits of a result depend on its two rows alone, whatever the length of the
// processor's vectors, and swapping the two changes none. Only processors
// without fused multiply-add (x86 before AVX2) round each square, and get other
// bits.
//
// Threads: any number may call. Peak memory: none above input and output.

#ifndef LIB_VECTORS_SQUARED_DISTANCES_H_
#define LIB_VECTORS_SQUARED_DISTANCES_H_

#include <cstddef>

#include "absl/types/span.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// distances[i * stride + j] = the squared distance of a[i] and b[j]. Fastest
// where `b` fits in the second-level cache and `a` has several rows.
// REQUIRES: a's rows have b.dimension numbers; stride >= b.count.
void SquaredDistances(absl::Span<const float* const> a, const RowsView& b,
                      float* distances, size_t stride);

// The most by which rounding changes a squared distance, as a part of it.
inline float SquaredDistanceError(size_t dimension) {
  constexpr float kRounding = 6e-8f;
  return static_cast<float>(dimension + 3) * kRounding;
}

}  // namespace feluda

#endif  // LIB_VECTORS_SQUARED_DISTANCES_H_
