#include "lib/operators/dimension_reduction/symmetric_graph.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace feluda {
namespace {

constexpr size_t kGrain = 256;

// IterationRange counts, one place later, into offsets.
void Accumulate(std::vector<size_t>& offsets) {
  for (size_t v = 1; v < offsets.size(); ++v) offsets[v] += offsets[v - 1];
}

// Each edge turned round; tails come in ascending order.
WeightedGraph Transposed(const WeightedGraph& graph) {
  WeightedGraph turned;
  turned.offsets.assign(graph.offsets.size(), 0);
  turned.tails.resize(graph.tails.size());
  turned.weights.resize(graph.weights.size());
  for (uint32_t tail : graph.tails) ++turned.offsets[tail + 1];
  Accumulate(turned.offsets);
  std::vector<size_t> next = turned.offsets;
  for (size_t v = 0; v < graph.Vertices(); ++v) {
    for (size_t e = graph.offsets[v]; e < graph.offsets[v + 1]; ++e) {
      const size_t place = next[graph.tails[e]]++;
      turned.tails[place] = static_cast<uint32_t>(v);
      turned.weights[place] = graph.weights[e];
    }
  }
  return turned;
}

// Calls take(tail, weight in a, weight in b) for the vertex's tails in either.
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
  const WeightedGraph turned = Transposed(directed);
  const size_t vertices = directed.Vertices();
  WeightedGraph graph;
  graph.offsets.assign(vertices + 1, 0);
  pool.ParallelFor(vertices, kGrain, [&](size_t begin, size_t end) {
    for (size_t v = begin; v < end; ++v) {
      Merge(directed, turned, v,
            [&](uint32_t, float, float) { ++graph.offsets[v + 1]; });
    }
  });
  Accumulate(graph.offsets);
  graph.tails.resize(graph.offsets.back());
  graph.weights.resize(graph.offsets.back());
  pool.ParallelFor(vertices, kGrain, [&](size_t begin, size_t end) {
    size_t edge = graph.offsets[begin];
    for (size_t v = begin; v < end; ++v) {
      Merge(directed, turned, v, [&](uint32_t tail, float a, float b) {
        graph.tails[edge] = tail;
        graph.weights[edge++] = combine(a, b);
      });
    }
  });
  return graph;
}

}  // namespace feluda
