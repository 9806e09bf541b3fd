// The fuzzy graph of the rows' neighbourhoods: how surely two rows belong
// together, whatever the density where they are.
//
//   const WeightedGraph graph = FuzzyGraph(neighbors, pool);
//
// McInnes, Healy and Melville, "UMAP: uniform manifold approximation and
// projection for dimension reduction" (2018), sections 3.1 and 4.1: each row
// scales the distances to its neighbours so that the nearest one weighs 1 and
// all together log2(k + 1), and an edge weighs a + b - a b for the weights a
// and b that its two ends give it. Distances of 0 weigh 1.
//
// The same bytes for any number of threads. Peak memory: Symmetrize()'s.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_FUZZY_GRAPH_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_FUZZY_GRAPH_H_

#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"
#include "lib/vectors/nearest_neighbors.h"

namespace feluda {

// How the weight of a neighbour falls with its distance:
// exp(-(distance - nearest) / scale), and 1 up to `nearest`.
struct Neighborhood {
  float nearest;
  float scale;
};

// The scale at which the weights of the neighbours sum to log2(k + 1), but at
// least a thousandth of their mean distance, or of `mean_distance` (that of all
// rows) where all their distances are 0.
// REQUIRES: neighbors is not empty, and in ascending order of distance.
Neighborhood FitNeighborhood(absl::Span<const Neighbor> neighbors,
                             double mean_distance);

// REQUIRES: neighbors.k > 0.
WeightedGraph FuzzyGraph(const Neighbors& neighbors, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_FUZZY_GRAPH_H_
