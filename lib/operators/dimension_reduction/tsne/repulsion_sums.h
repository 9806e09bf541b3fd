// The inner loop of the repulsion in t-SNE: a run of points, and a list of what
// acts on it.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_REPULSION_SUMS_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_REPULSION_SUMS_H_

#include <cstddef>

#include "lib/operators/dimension_reduction/tsne/point_tree.h"

namespace feluda {

// Points that act on others; each may stand for several.
struct RepulsionSources {
  static constexpr size_t kMax = 1024;

  size_t count = 0;
  float at[PointTree::kMaxAxes][kMax];
  float points[kMax];
};

struct RepulsionTargets {
  static constexpr size_t kCount = 32;

  float at[PointTree::kMaxAxes][kCount] = {};
  // Sums of points * q^2 * (target - source), and of points * q.
  float forces[PointTree::kMaxAxes][kCount] = {};
  float similarities[kCount] = {};
};

// Adds to the targets' sums. The sums of one target are float32's, in the
// sources' order.
// REQUIRES: 1 <= axes <= PointTree::kMaxAxes; no axis beyond is read.
void AddRepulsion(const RepulsionSources& sources, size_t axes,
                  RepulsionTargets& targets);

// The same for targets that act on each other: the sources are they, in their
// order, and none acts on itself.
void AddOwnRepulsion(const RepulsionSources& sources, size_t axes,
                     RepulsionTargets& targets);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_REPULSION_SUMS_H_
