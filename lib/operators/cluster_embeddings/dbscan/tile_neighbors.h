// Finds which rows of one block are within a distance of rows of another, in
// float32, which leaves a few pairs in doubt.
//
// Distances are sums of squared differences. Their error is proportional to the
// distance, wherever the rows are.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_TILE_NEIGHBORS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_TILE_NEIGHBORS_H_

#include <cstddef>
#include <cstdint>

namespace feluda {

// The rows of a block: one for each bit of a word.
inline constexpr size_t kTileRows = 64;

// Bit j of sure[i] says that row i of `a` and row j of `b` are within the
// distance. Bit j of possible[i] says that they are, or that float32 cannot
// tell.
struct TileNeighbors {
  uint64_t sure[kTileRows];
  uint64_t possible[kTileRows];
};

class DistanceLimit {
 public:
  // Squared distances up to `squared` are within the limit.
  DistanceLimit(double squared, size_t dimension);

  double squared() const { return squared_; }

  // Fills in the words of the first `rows` rows of `a`. A block holds
  // `dimension` columns of kTileRows numbers. If `b` has fewer rows, the bits
  // of the missing ones mean nothing.
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
