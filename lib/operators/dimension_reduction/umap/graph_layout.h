// UMAP's stochastic gradient descent: improves the layout of a weighted graph
// until vertices with heavy edges between them are near each other, and other
// vertices far from each other.
//
//   GraphLayoutOptions options;
//   options.curve = FitMembershipCurve(/*min_dist=*/0.1, /*spread=*/1.0);
//   OptimizeLayout(graph, options, pool, places);
//
// McInnes, Healy and Melville (2018), section 4.2, algorithms 4 and 5: an edge
// attracts its ends to each other once every (greatest weight / weight) epochs,
// and each end is repelled by other vertices, drawn at random. Here an epoch
// applies all attraction first, in rounds of edges that share no vertex, and
// then all repulsion, by the places that the others have then; so the result
// has the same bytes for any number of threads. A vertex is repelled
// negative_sample_rate times for each time that it is attracted, on average.
//
// Peak memory beside the graph: 14 bytes for each end of an edge, and for each
// vertex 24 bytes and 8 for each component.

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
  // The learning rate of the first epoch; it falls to 0 in equal steps.
  double learning_rate = 1.0;
  // How many repulsions come with each attraction, and how strong they are.
  size_t negative_sample_rate = 5;
  double repulsion_strength = 1.0;
  uint64_t seed = 42;
};

// Improves `places`, which has n_components numbers for each vertex, row-major.
// REQUIRES: every edge weighs more than 0, none is from a vertex to itself;
// 1 <= n_components <= kMaxComponents; epochs < 2^32; fewer than 2^31
// vertices.
void OptimizeLayout(const WeightedGraph& graph,
                    const GraphLayoutOptions& options, ThreadPool& pool,
                    std::vector<float>& places);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_GRAPH_LAYOUT_H_
