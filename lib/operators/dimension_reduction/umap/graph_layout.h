// Improves the layout of a weighted graph until vertices that weigh much to
// each other are near, and others apart: UMAP's stochastic gradient descent.
//
//   GraphLayoutOptions options;
//   options.curve = FitMembershipCurve(/*min_dist=*/0.1, /*spread=*/1.0);
//   OptimizeLayout(graph, options, pool, places);
//
// McInnes, Healy and Melville (2018), section 4.2, algorithms 4 and 5: an edge
// pulls its ends together once every greatest weight / weight epochs, and other
// vertices, drawn at random, push each end away. To be the same bytes for any
// number of threads, an epoch first pulls, in rounds of edges that share no
// vertex, and then pushes every vertex as often as it is pulled on average, by
// where the others are then.
//
// Peak memory beside the graph: 14 bytes an edge and end, and for each vertex 8
// a component and 24.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_GRAPH_LAYOUT_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_GRAPH_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/umap/membership_curve.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"

namespace feluda {

struct GraphLayoutOptions {
  size_t n_components = 2;
  size_t epochs = 500;
  MembershipCurve curve = {1.577, 0.895};
  // Of the first epoch; falls to 0 in equal steps.
  double learning_rate = 1.0;
  // Pushes for each pull, and their strength.
  size_t negative_sample_rate = 5;
  double repulsion_strength = 1.0;
  uint64_t seed = 42;
};

// `places` has n_components numbers a vertex, row-major.
// REQUIRES: every edge weighs more than 0, none is from a vertex to itself;
// 1 <= n_components <= kMaxComponents; epochs < 2^32; fewer than 2^31
// vertices.
void OptimizeLayout(const WeightedGraph& graph,
                    const GraphLayoutOptions& options, ThreadPool& pool,
                    std::vector<float>& places);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_GRAPH_LAYOUT_H_
