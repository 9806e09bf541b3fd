// What drives the points of an embedding apart in t-SNE, by a tree: groups of
// points far away act as one point in their middle.
//
//   Repulsion repulsion(points.dimension, points.count);
//   const double sum = repulsion.Compute(points, /*angle=*/0.5, pool,
//                                        forces.data());
//
// van der Maaten, "Accelerating t-SNE using tree-based algorithms", JMLR 15
// (2014), section 4.2 (Barnes and Hut's approximation), with three changes:
//
//   - points are halved (PointTree), so that no arrangement, duplicates
//     included, makes the tree deep;
//   - a run of 32 points walks the tree once and together, which leaves sums
//     over lists: work for vectors (chosen at run time, by Highway);
//   - a node acts as one point where width < angle * sqrt(1/4 + distance^2) for
//     all of the run. The usual rule lacks the 1/4; but up to there the force
//     hardly bends, and has the same accuracy with it.
//
// The same points, calls before and processor give the same bytes for any
// number of threads. Cost: n log n. Peak memory: 60 bytes a point.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_REPULSION_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_REPULSION_H_

#include <cstddef>

#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/tsne/point_tree.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

class Repulsion {
 public:
  // REQUIRES: points > 0, 1 <= axes <= PointTree::kMaxAxes.
  Repulsion(size_t points, size_t axes) : tree_(points, axes) {}

  // With q(i, j) = 1 / (1 + |y_i - y_j|^2) and sums over all j but i,
  //
  //   forces[k * n + i] = sum of q(i, j)^2 (y_i - y_j)[k],
  //
  // returns the sum of q over all i and j. An angle of 0 takes every pair.
  // Points are given by axis: points[k][i].
  double Compute(const RowsView& points, float angle, ThreadPool& pool,
                 float* forces);

 private:
  PointTree tree_;
  unsigned computed_ = 0;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_REPULSION_H_
