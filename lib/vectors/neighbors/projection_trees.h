// Random projection trees: each puts rows into leaves, so that rows of a leaf
// are likely to be near each other.
//
//   ProjectionTrees trees(rows, /*max_leaf=*/256, pool);
//   const Leaves leaves = trees.Grow(/*number=*/0, pool);
//   leaves.Leaf(3);  // the numbers of some 200 rows
//
// A tree halves the rows again and again, at the median of their products with
// the difference of two of them, which are drawn at random (Dasgupta and
// Freund, "Random projection trees and low dimensional manifolds", STOC 2008).
// Where rows of many columns differ in a few directions only, such differences
// point along these.
//
// Rows of many columns are first projected to 64 random directions, which the
// trees then halve: products with 64 numbers instead of 512, and near enough
// the same halves.
//
// The leaves depend on the rows, the processor and the number of the tree only.
//
// Cost: for n rows of dimension d, 64 n d multiply-adds once, and 64 n
// log2(n / max_leaf) for a tree. Peak memory: 256 n bytes, or 4 n d up to 128
// columns, and 12 n for a tree.

#ifndef LIB_VECTORS_NEIGHBORS_PROJECTION_TREES_H_
#define LIB_VECTORS_NEIGHBORS_PROJECTION_TREES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/vectors/neighbors/prepared_rows.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// Every row once, the rows of a leaf beside each other.
struct Leaves {
  std::vector<uint32_t> rows;
  // A power of 2. Their sizes differ by 1 at most.
  size_t count = 1;

  size_t Begin(size_t leaf) const { return rows.size() * leaf / count; }
  absl::Span<const uint32_t> Leaf(size_t leaf) const {
    return absl::MakeConstSpan(rows).subspan(Begin(leaf),
                                             Begin(leaf + 1) - Begin(leaf));
  }
};

class ProjectionTrees {
 public:
  // REQUIRES: 1 <= max_leaf; 1 <= rows.count() < 2^32.
  ProjectionTrees(const PreparedRows& rows, size_t max_leaf, ThreadPool& pool);

  // Trees of other numbers have other leaves, as random as the first ones.
  Leaves Grow(uint64_t number, ThreadPool& pool) const;

  // Multiply-adds of a tree.
  double TreeWork() const;

 private:
  // The numbers that trees halve, row-major, and how many a row has.
  const std::vector<float> points_;
  const RowsView view_;
  // How often a tree halves the rows.
  const int levels_;
};

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_PROJECTION_TREES_H_
