// UMAP's fuzzy graph: the weight of an edge is how surely two rows belong
// together, relative to the density of the rows around them.
//
//   const WeightedGraph graph = FuzzyGraph(std::move(neighbors), pool);
//
// McInnes, Healy and Melville, "UMAP: uniform manifold approximation and
// projection for dimension reduction" (2018), sections 3.1 and 4.1: each row
// scales the distances to its neighbours so that the nearest one weighs 1 and
// the weights sum to log2(k + 1). An edge to which its two ends give the
// weights a and b weighs a + b - a b. Distances of 0 weigh 1.
//
// The result has the same bytes for any number of threads. Peak memory: that of
// Symmetrize(), or at least 16 bytes for each neighbour; `neighbors` are freed
// once they are weighed.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_FUZZY_GRAPH_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_FUZZY_GRAPH_H_

#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"

namespace feluda {

// How the weight of a neighbour falls with its distance:
// exp(-(distance - nearest) / scale), and 1 up to `nearest`.
struct Neighborhood {
  float nearest;
  float scale;
};

// Finds the scale at which the weights of the neighbours sum to log2(k + 1). It
// is at least a thousandth of their mean distance or, if all their distances
// are 0, of `mean_distance`, the mean distance over all rows. REQUIRES:
// neighbors is not empty, and in ascending order of distance.
Neighborhood FitNeighborhood(absl::Span<const Neighbor> neighbors,
                             double mean_distance);

// REQUIRES: neighbors.k > 0.
WeightedGraph FuzzyGraph(Neighbors neighbors, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_FUZZY_GRAPH_H_
