// Graphs for tests, from lists of edges.
//
//   const WeightedGraph triangle =
//       MakeGraph(3, {{0, 1}, {1, 2}, {0, 2, 0.5f}});

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_MADE_UP_GRAPHS_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_MADE_UP_GRAPHS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "lib/operators/dimension_reduction/weighted_graph.h"

namespace feluda {

struct MadeUpEdge {
  uint32_t head;
  uint32_t tail;
  float weight = 1.0f;
};

inline WeightedGraph MakeGraph(size_t vertices,
                               const std::vector<MadeUpEdge>& edges) {
  std::vector<std::vector<std::pair<uint32_t, float>>> ends(vertices);
  for (const MadeUpEdge& edge : edges) {
    ends[edge.head].push_back({edge.tail, edge.weight});
    ends[edge.tail].push_back({edge.head, edge.weight});
  }
  WeightedGraph graph;
  for (auto& vertex : ends) {
    std::sort(vertex.begin(), vertex.end());
    for (const auto& [tail, weight] : vertex) {
      graph.tails.push_back(tail);
      graph.weights.push_back(weight);
    }
    graph.offsets.push_back(graph.tails.size());
  }
  return graph;
}

// A ring in which each vertex is connected to the next `reach` ones.
inline WeightedGraph MakeRing(uint32_t vertices, uint32_t reach = 1) {
  std::vector<MadeUpEdge> edges;
  for (uint32_t v = 0; v < vertices; ++v) {
    for (uint32_t step = 1; step <= reach; ++step) {
      edges.push_back({v, (v + step) % vertices});
    }
  }
  return MakeGraph(vertices, edges);
}

// Every other vertex is connected to vertex 0.
inline WeightedGraph MakeStar(uint32_t vertices) {
  std::vector<MadeUpEdge> edges;
  for (uint32_t v = 1; v < vertices; ++v) edges.push_back({0, v});
  return MakeGraph(vertices, edges);
}

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_MADE_UP_GRAPHS_H_
