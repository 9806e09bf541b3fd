// Which rows of one block are within a distance of which rows of another: by
// float32, and so with a few that are in doubt.
//
// The distances are sums of squared differences, whose error is in proportion
// to themselves, wherever the rows are.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_TILE_NEIGHBORS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_TILE_NEIGHBORS_H_

#include <cstddef>
#include <cstdint>

namespace feluda {

// Rows of a block of which each has a bit.
inline constexpr size_t kTileRows = 64;

// Bit j of sure[i]: rows i of `a` and j of `b` are within the distance; of
// possible[i]: they are, or it is too close to tell.
struct TileNeighbors {
  uint64_t sure[kTileRows];
  uint64_t possible[kTileRows];
};

class DistanceLimit {
 public:
  // Squared distances up to `squared` are within the limit.
  DistanceLimit(double squared, size_t dimension);

  double squared() const { return squared_; }

  // Fills in the first `rows` of `a`; the bits of columns that are not there
  // are to be ignored. Both blocks hold `dimension` columns of kTileRows each.
  void Compare(const float* a, size_t rows, const float* b,
               TileNeighbors& neighbors) const;

 private:
  double squared_;
  size_t dimension_;
  float sure_;
  float possible_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_TILE_NEIGHBORS_H_
