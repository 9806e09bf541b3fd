// The inner loop of t-SNE's repulsion: for each of a run of points it sums over
// a list of sources.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_REPULSION_SUMS_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_REPULSION_SUMS_H_

#include <cstddef>

#include "lib/operators/dimension_reduction/tsne/point_tree.h"

namespace feluda {

// Points that repel others; each may stand for several.
struct RepulsionSources {
  static constexpr size_t kMax = 1024;

  size_t count = 0;
  float at[PointTree::kMaxAxes][kMax];
  float points[kMax];
};

// The points that are repelled.
struct RepulsionTargets {
  static constexpr size_t kCount = 32;

  float at[PointTree::kMaxAxes][kCount] = {};
  // Sums of points * q^2 * (target - source), and of points * q.
  float forces[PointTree::kMaxAxes][kCount] = {};
  float similarities[kCount] = {};
};

// Adds to the targets' sums, in float32 and in the order of the sources. Reads
// no axis beyond `axes`.
// REQUIRES: 1 <= axes <= PointTree::kMaxAxes.
void AddRepulsion(const RepulsionSources& sources, size_t axes,
                  RepulsionTargets& targets);

// Adds the repulsion of the targets by each other, leaving out that of each
// point by itself. REQUIRES: the sources are the targets, in the same order.
void AddOwnRepulsion(const RepulsionSources& sources, size_t axes,
                     RepulsionTargets& targets);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_REPULSION_SUMS_H_
