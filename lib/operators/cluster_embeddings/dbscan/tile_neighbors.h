// Finds which rows of one tile are within a distance of rows of another, by
// products of rows rounded to 16 bits, which leaves a few pairs in doubt.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_TILE_NEIGHBORS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_TILE_NEIGHBORS_H_

#include <cstddef>
#include <cstdint>

#include "lib/operators/cluster_embeddings/dbscan/tile_rows.h"

namespace feluda {

// Bit j of sure[i] says that row i of `a` and row j of `b` are within the
// distance. Bit j of possible[i] says that they are, or that rounding hides it.
struct TileNeighbors {
  uint64_t sure[TileRows::kRows];
  uint64_t possible[TileRows::kRows];
};

class DistanceLimit {
 public:
  // Distances up to `eps` are within the limit. REQUIRES: eps >= 0.
  explicit DistanceLimit(double eps);

  // That of squared distances.
  double squared() const { return squared_; }

  // Fills in the words of the first `rows` rows of `a`. Bits of rows that `b`
  // was not given mean nothing. REQUIRES: both are of one dimension.
  void Compare(const TileRows& a, size_t rows, const TileRows& b,
               TileNeighbors& neighbors) const;

 private:
  double squared_;
  // Below and above eps.
  float sure_;
  float possible_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_TILE_NEIGHBORS_H_
