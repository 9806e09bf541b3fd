// An undirected graph with weights, in which both ends list an edge.
//
//   for (size_t e = graph.offsets[v]; e < graph.offsets[v + 1]; ++e) {
//     Visit(graph.tails[e], graph.weights[e]);
//   }
//
// Threads: the functions may be called from any number of threads.
// Memory: 8 bytes for each end of an edge, and 8 for each vertex.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_WEIGHTED_GRAPH_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_WEIGHTED_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace feluda {

struct WeightedGraph {
  size_t Vertices() const { return offsets.size() - 1; }

  // The edges of vertex v are those from offsets[v] up to offsets[v + 1], in
  // ascending order of their tails.
  std::vector<size_t> offsets = {0};
  std::vector<uint32_t> tails;
  std::vector<float> weights;
};

// Removes the edges that weigh less than `minimum`.
void RemoveLightEdges(float minimum, WeightedGraph& graph);

struct Components {
  // The component of each vertex. Components are numbered in the order of their
  // first vertices.
  std::vector<uint32_t> labels;
  size_t count = 0;
};

// Returns the connected components of the graph.
Components ConnectedComponents(const WeightedGraph& graph);

// Returns the graph of some vertices and the edges between them. Its vertex i
// is vertex vertices[i] of `graph`.
// REQUIRES: vertices are in ascending order.
WeightedGraph Subgraph(const WeightedGraph& graph,
                       absl::Span<const uint32_t> vertices);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_WEIGHTED_GRAPH_H_
