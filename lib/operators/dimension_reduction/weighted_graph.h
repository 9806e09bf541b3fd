// An undirected graph with weights, every edge kept at both its ends.
//
//   for (size_t e = graph.offsets[v]; e < graph.offsets[v + 1]; ++e) {
//     Visit(graph.tails[e], graph.weights[e]);
//   }
//
// Threads: the functions may be called from any number of threads.
// Memory: 8 bytes an edge and end, and 8 a vertex.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_WEIGHTED_GRAPH_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_WEIGHTED_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace feluda {

struct WeightedGraph {
  size_t Vertices() const { return offsets.size() - 1; }

  // Vertex v's edges are those from offsets[v] up to offsets[v + 1], by tail.
  std::vector<size_t> offsets = {0};
  std::vector<uint32_t> tails;
  std::vector<float> weights;
};

// Removes the edges that weigh less than `minimum`.
void RemoveLightEdges(float minimum, WeightedGraph& graph);

struct Components {
  // Of each vertex; numbered by their first vertices.
  std::vector<uint32_t> labels;
  size_t count = 0;
};

// The parts of the graph that no edge connects.
Components ConnectedComponents(const WeightedGraph& graph);

// The graph of some vertices and the edges among them; vertex i of it is
// vertices[i].
// REQUIRES: vertices are in ascending order.
WeightedGraph Subgraph(const WeightedGraph& graph,
                       absl::Span<const uint32_t> vertices);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_WEIGHTED_GRAPH_H_
