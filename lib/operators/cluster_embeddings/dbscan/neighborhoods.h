// Finds which rows are within a distance of each other, two blocks at a time.
//
//   const Neighborhoods neighborhoods(rows, /*eps=*/0.5, pool);
//   uint64_t within[RowBlocks::kRows];
//   if (!neighborhoods.Find(0, 1, within)) return;  // none is near any other
//   within[3] >> 5 & 1;  // row 3 of block 0 is near row 5 of block 1
//
// Results are exact to double. Threads: any number. Memory: that of RowBlocks.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_NEIGHBORHOODS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_NEIGHBORHOODS_H_

#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/operators/cluster_embeddings/dbscan/row_blocks.h"
#include "lib/operators/cluster_embeddings/dbscan/tile_neighbors.h"
#include "lib/operators/cluster_embeddings/dbscan/tile_rows.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// Calls `visit` with the number of each bit that is set.
template <typename Visit>
void ForEachBit(uint64_t bits, Visit visit) {
  for (; bits != 0; bits &= bits - 1) visit(absl::countr_zero(bits));
}

class Neighborhoods {
 public:
  // `rows` must outlive this.
  // REQUIRES: eps >= 0, and what RowBlocks requires.
  Neighborhoods(const RowsView& rows, double eps, ThreadPool& pool);

  const RowBlocks& blocks() const { return blocks_; }

  // Returns true only if no row of one block is within eps of a row of the
  // other; may return false even then. Takes the time of comparing two rows.
  bool AreApart(size_t a, size_t b) const;

  // Sets bit j of within[i] if row i of block `a` is within eps of row j of
  // block `b`, and clears the others. Returns false and writes nothing if
  // AreApart(). REQUIRES: `within` has space for RowBlocks::kRows words.
  bool Find(size_t a, size_t b, uint64_t* within) const;

  // Compares any rows, at most RowBlocks::kRows, with those of block `b` in the
  // same way. `tile` holds the rows, as RowBlocks::Tile() does.
  void Find(absl::Span<const uint32_t> rows, const TileRows& tile, size_t b,
            uint64_t* within) const;

 private:
  const RowsView rows_;
  const DistanceLimit limit_;
  const RowBlocks blocks_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_NEIGHBORHOODS_H_
