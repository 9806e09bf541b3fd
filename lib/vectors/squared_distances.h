// Squared distances between rows of float32, computed from differences, many
// pairs at a time, in the widest vectors that the processor has (chosen at run
// time, by Highway).
//
//   const std::vector<const float*> some = {rows[7], rows[2]};
//   std::vector<float> distances(some.size() * centers.count);
//   SquaredDistances(some, centers, distances.data(), centers.count);
//   distances[centers.count + 3];  // between rows[2] and centers[3]
//
// Unlike norms minus products, differences lose nothing if rows are far from
// the origin or close to each other. The relative error of a result is at most
// SquaredDistanceError(), and equal rows have distance 0.
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

// distances[i * stride + j] = the squared distance of a[i] and b[j]. Fastest if
// `b` fits in the second-level cache and `a` has several rows.
// REQUIRES: the rows of `a` have b.dimension numbers; stride >= b.count.
void SquaredDistances(absl::Span<const float* const> a, const RowsView& b,
                      float* distances, size_t stride);

// Returns the largest relative error of a squared distance by rounding.
inline float SquaredDistanceError(size_t dimension) {
  constexpr float kRounding = 6e-8f;
  return static_cast<float>(dimension + 3) * kRounding;
}

}  // namespace feluda

#endif  // LIB_VECTORS_SQUARED_DISTANCES_H_
