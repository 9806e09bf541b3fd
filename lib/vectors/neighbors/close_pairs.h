// Finds, in a tile of dot products, the pairs that are closer than given
// bounds. This is the part of an exact neighbour search that is no matrix
// product.

#ifndef LIB_VECTORS_NEIGHBORS_CLOSE_PAIRS_H_
#define LIB_VECTORS_NEIGHBORS_CLOSE_PAIRS_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace feluda {

struct ClosePair {
  uint32_t column;
  float squared_distance;
};

// For one row of a tile: puts into `found` the columns j for which
//
//   max(0, norm + norms[j] - 2 * products[j]) <= max(bound, bounds[j]),
//
// in ascending order, and returns their number.
// REQUIRES: products, norms, bounds and found have the same size.
size_t FindClosePairs(absl::Span<const float> products, float norm,
                      absl::Span<const float> norms, float bound,
                      absl::Span<const float> bounds,
                      absl::Span<ClosePair> found);

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_CLOSE_PAIRS_H_
