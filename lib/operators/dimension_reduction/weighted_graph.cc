#include "lib/operators/dimension_reduction/weighted_graph.h"

#include <algorithm>
#include <limits>

namespace feluda {
namespace {

constexpr uint32_t kUnlabelled = std::numeric_limits<uint32_t>::max();

// Labels everything that can be reached from `start`.
void Label(const WeightedGraph& graph, uint32_t start, uint32_t label,
           std::vector<uint32_t>& labels) {
  std::vector<uint32_t> open = {start};
  labels[start] = label;
  while (!open.empty()) {
    const uint32_t vertex = open.back();
    open.pop_back();
    for (size_t e = graph.offsets[vertex]; e < graph.offsets[vertex + 1]; ++e) {
      const uint32_t tail = graph.tails[e];
      if (labels[tail] != kUnlabelled) continue;
      labels[tail] = label;
      open.push_back(tail);
    }
  }
}

}  // namespace

void RemoveLightEdges(float minimum, WeightedGraph& graph) {
  size_t kept = 0, edge = 0;
  for (size_t v = 0; v < graph.Vertices(); ++v) {
    for (; edge < graph.offsets[v + 1]; ++edge) {
      if (graph.weights[edge] < minimum) continue;
      graph.tails[kept] = graph.tails[edge];
      graph.weights[kept++] = graph.weights[edge];
    }
    graph.offsets[v + 1] = kept;
  }
  graph.tails.resize(kept);
  graph.weights.resize(kept);
}

Components ConnectedComponents(const WeightedGraph& graph) {
  Components components;
  components.labels.assign(graph.Vertices(), kUnlabelled);
  for (size_t v = 0; v < graph.Vertices(); ++v) {
    if (components.labels[v] != kUnlabelled) continue;
    Label(graph, static_cast<uint32_t>(v),
          static_cast<uint32_t>(components.count++), components.labels);
  }
  return components;
}

WeightedGraph Subgraph(const WeightedGraph& graph,
                       absl::Span<const uint32_t> vertices) {
  WeightedGraph part;
  for (uint32_t vertex : vertices) {
    auto next = vertices.begin();
    for (size_t e = graph.offsets[vertex]; e < graph.offsets[vertex + 1]; ++e) {
      next = std::lower_bound(next, vertices.end(), graph.tails[e]);
      if (next == vertices.end()) break;
      if (*next != graph.tails[e]) continue;
      part.tails.push_back(static_cast<uint32_t>(next - vertices.begin()));
      part.weights.push_back(graph.weights[e]);
    }
    part.offsets.push_back(part.tails.size());
  }
  return part;
}

}  // namespace feluda
