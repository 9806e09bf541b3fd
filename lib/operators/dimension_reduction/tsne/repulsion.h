// t-SNE's repulsion: each point of an embedding moves away from all others. A
// tree makes that affordable: a group of points far away acts as one point at
// its centre.
//
//   Repulsion repulsion(points.dimension, points.count);
//   const double sum = repulsion.Compute(points, /*angle=*/0.5, pool,
//                                        forces.data());
//
// van der Maaten, "Accelerating t-SNE using tree-based algorithms", JMLR 15
// (2014), section 4.2 (Barnes and Hut's approximation), with three changes:
//
//   - the tree halves the points (PointTree), so that nothing makes it deep,
//     duplicates included;
//   - a run of 32 points walks the tree together, once. That leaves sums over
//     lists, which vectors compute (Highway chooses them at run time);
//   - a node acts as one point if, for all points of the run,
//     width < angle * sqrt(1/4 + distance^2). The usual rule lacks the 1/4. Up
//     to a distance of 1/2 the force is nearly linear, so that the accuracy
//     stays the same.
//
// The same points, earlier calls and processor give the same bytes for any
// number of threads. Cost: n log n. Peak memory: 60 bytes for each point.

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
  //   forces[k * n + i] = sum of q(i, j)^2 (y_i - y_j)[k].
  //
  // Returns the sum of q over all i and j. An angle of 0 takes every pair.
  // Points are given by axis: points[k][i].
  double Compute(const RowsView& points, float angle, ThreadPool& pool,
                 float* forces);

 private:
  PointTree tree_;
  unsigned computed_ = 0;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_REPULSION_H_
