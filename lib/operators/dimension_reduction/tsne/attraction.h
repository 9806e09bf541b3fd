// t-SNE's attraction: each edge of the graph of similarities moves its two
// points towards each other. Computed in the widest vectors that the processor
// has, which Highway chooses at run time.
//
//   Attract(similarities, points, pool, forces.data());
//
// van der Maaten and Hinton, "Visualizing data using t-SNE", JMLR 9 (2008),
// equation 5. Points are given by axis: points[k][i].
//
// The same points and processor give the same bytes for any number of threads.
// Peak memory beside input and output: 16 bytes for each point.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_ATTRACTION_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_ATTRACTION_H_

#include <cstddef>

#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/tsne/tsne_objective.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

inline constexpr size_t kMaxAttractionAxes = 3;

// With p(i, j) the weight of an edge, and q(i, j) = 1 / (1 + |y_i - y_j|^2),
// forces[k * n + i] = the sum over j of p(i, j) q(i, j) (y_i - y_j)[k].
// REQUIRES: points.dimension is the number of vertices, below 2^31;
// 1 <= points.count <= kMaxAttractionAxes.
void Attract(const WeightedGraph& similarities, const RowsView& points,
             ThreadPool& pool, float* forces);

// Returns the sums over the edges (i, j) that make up the divergence, with q in
// float64.
DivergenceSums SumOverEdges(const WeightedGraph& similarities,
                            const RowsView& points, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_ATTRACTION_H_
