// Makes a directed graph undirected: the two ends of an edge may give it
// different weights, which are combined into one.
//
//   const WeightedGraph graph = Symmetrize(
//       directed, [](float a, float b) { return (a + b) / 2; }, pool);
//
// The result has the same bytes for any number of threads. Peak memory beside
// `directed`: 8 bytes for each of its edges, 8 for each of the result's, of
// which there are up to twice as many, and 16 for each vertex.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_SYMMETRIC_GRAPH_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_SYMMETRIC_GRAPH_H_

#include "absl/functional/function_ref.h"
#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"

namespace feluda {

// Returns every edge of `directed`, listed at both ends, with the weight
// combine(a, b), where a and b are the weights that its two ends give it. An
// end that does not list the edge gives it 0. REQUIRES: each vertex's tails are
// in ascending order; combine(a, b) is combine(b, a) and may be called from any
// thread.
WeightedGraph Symmetrize(const WeightedGraph& directed,
                         absl::FunctionRef<float(float, float)> combine,
                         ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_SYMMETRIC_GRAPH_H_
