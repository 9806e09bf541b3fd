// An undirected graph of edges whose two ends weigh them apart.
//
//   const WeightedGraph graph = Symmetrize(
//       directed, [](float a, float b) { return (a + b) / 2; }, pool);
//
// The same bytes for any number of threads. Peak memory: 24 bytes a directed
// edge, the result among them, and 24 a vertex.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_SYMMETRIC_GRAPH_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_SYMMETRIC_GRAPH_H_

#include "absl/functional/function_ref.h"
#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"

namespace feluda {

// Every edge of `directed`, at both its ends, with the weight that `combine`
// makes of those that the two ends give it, 0 where one does not name it.
// REQUIRES: each vertex's tails are in ascending order; combine(a, b) is
// combine(b, a) and may be called from any thread.
WeightedGraph Symmetrize(const WeightedGraph& directed,
                         absl::FunctionRef<float(float, float)> combine,
                         ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_SYMMETRIC_GRAPH_H_
