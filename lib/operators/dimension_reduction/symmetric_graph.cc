#include "lib/operators/dimension_reduction/symmetric_graph.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace feluda {
namespace {

constexpr size_t kGrain = 256;

// Makes offsets of counts; the count of vertex v is at v + 1.
void Accumulate(std::vector<size_t>& offsets) {
  for (size_t v = 1; v < offsets.size(); ++v) offsets[v] += offsets[v - 1];
}

// The graph with every edge reversed; tails are in ascending order.
WeightedGraph Reversed(const WeightedGraph& graph) {
  WeightedGraph reversed;
  reversed.offsets.assign(graph.offsets.size(), 0);
  reversed.tails.resize(graph.tails.size());
  reversed.weights.resize(graph.weights.size());
  for (uint32_t tail : graph.tails) ++reversed.offsets[tail + 1];
  Accumulate(reversed.offsets);
  std::vector<size_t> next = reversed.offsets;
  for (size_t v = 0; v < graph.Vertices(); ++v) {
    for (size_t e = graph.offsets[v]; e < graph.offsets[v + 1]; ++e) {
      const size_t place = next[graph.tails[e]]++;
      reversed.tails[place] = static_cast<uint32_t>(v);
      reversed.weights[place] = graph.weights[e];
    }
  }
  return reversed;
}

// Calls take(tail, weight in a, weight in b) for each tail that the vertex has
// in either graph.
template <typename Take>
void Merge(const WeightedGraph& a, const WeightedGraph& b, size_t vertex,
           Take take) {
  constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();
  size_t i = a.offsets[vertex], j = b.offsets[vertex];
  while (i < a.offsets[vertex + 1] || j < b.offsets[vertex + 1]) {
    const uint32_t in_a = i < a.offsets[vertex + 1] ? a.tails[i] : kNone;
    const uint32_t in_b = j < b.offsets[vertex + 1] ? b.tails[j] : kNone;
    const uint32_t tail = std::min(in_a, in_b);
    take(tail, tail == in_a ? a.weights[i++] : 0.0f,
         tail == in_b ? b.weights[j++] : 0.0f);
  }
}

}  // namespace

WeightedGraph Symmetrize(const WeightedGraph& directed,
                         absl::FunctionRef<float(float, float)> combine,
                         ThreadPool& pool) {
  const WeightedGraph reversed = Reversed(directed);
  const size_t vertices = directed.Vertices();
  WeightedGraph graph;
  graph.offsets.assign(vertices + 1, 0);
  pool.ParallelFor(vertices, kGrain, [&](size_t begin, size_t end) {
    for (size_t v = begin; v < end; ++v) {
      Merge(directed, reversed, v,
            [&](uint32_t, float, float) { ++graph.offsets[v + 1]; });
    }
  });
  Accumulate(graph.offsets);
  graph.tails.resize(graph.offsets.back());
  graph.weights.resize(graph.offsets.back());
  pool.ParallelFor(vertices, kGrain, [&](size_t begin, size_t end) {
    size_t edge = graph.offsets[begin];
    for (size_t v = begin; v < end; ++v) {
      Merge(directed, reversed, v, [&](uint32_t tail, float a, float b) {
        graph.tails[edge] = tail;
        graph.weights[edge++] = combine(a, b);
      });
    }
  });
  return graph;
}

}  // namespace feluda
