// Rows sorted into blocks of neighbours. Each block has a bounding box and a
// bounding ball, which show that two blocks are far apart without a look at
// their rows.
//
//   const RowBlocks blocks(rows, pool);
//   blocks.Rows(0);     // the indices of its rows, at most RowBlocks::kRows
//   blocks.Tile(0);     // its rows, rounded
//   if (blocks.Gap(0, 1).least > eps * eps) ...  // no pair is within eps
//
// The rows are halved along the column that is widest in a sample of them, and
// the halves again, as in a k-d tree (Bentley 1975).
//
// Threads: constant methods may be called from any number of threads. The same
// rows give the same blocks for any number of threads.
// Time: O(n d + n log n). Memory in bytes, for n rows of dimension d:
// 2 n d + 3 n d / 16 + 18 n, and 128 d for the last block.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_ROW_BLOCKS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_ROW_BLOCKS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/operators/cluster_embeddings/dbscan/tile_rows.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

class RowBlocks {
 public:
  static constexpr size_t kRows = TileRows::kRows;

  // Bounds of the squared distances between the rows of two blocks, wide enough
  // for distances in exact arithmetic as well as rounded in double.
  struct Range {
    double least;
    double most;
  };

  // REQUIRES: rows.count < 2^32; all numbers finite.
  RowBlocks(const RowsView& rows, ThreadPool& pool);

  size_t count() const { return (order_.size() + kRows - 1) / kRows; }
  size_t dimension() const { return dimension_; }

  absl::Span<const uint32_t> Rows(size_t block) const {
    return absl::MakeConstSpan(order_).subspan(block * kRows, kRows);
  }

  // The rows, less the mean of all rows; rows of zeros where the block has no
  // such row.
  const TileRows& Tile(size_t block) const { return tiles_[block]; }

  // Returns the bounds for two blocks. Stops early once `least` is above
  // `limit`, so `least` may then be too low.
  Range Gap(size_t a, size_t b, double limit) const;

 private:
  // A range of order_.
  struct Part {
    size_t begin = 0;
    size_t end = 0;
  };

  Range GapOfBoxes(size_t a, size_t b, double limit) const;
  void Sort(const RowsView& rows, ThreadPool& pool);
  size_t Halve(const RowsView& rows, const Part& part);
  void Fill(const RowsView& rows, absl::Span<const double> means, size_t block);
  void FindBox(const RowsView& rows, size_t block);
  void FindBall(const RowsView& rows, size_t block);

  size_t dimension_;
  std::vector<uint32_t> order_;
  std::vector<TileRows> tiles_;
  // The bounding box of each block: a number for each column.
  std::vector<float> lows_;
  std::vector<float> highs_;
  // Its bounding ball: a number for each column, and a radius.
  std::vector<float> centers_;
  std::vector<double> radii_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_ROW_BLOCKS_H_
