#include "lib/operators/dimension_reduction/umap/spectral/normalized_graph.h"

#include <algorithm>
#include <cmath>

namespace feluda {
namespace {

constexpr size_t kGrain = 512;

}  // namespace

NormalizedGraph::NormalizedGraph(const WeightedGraph& graph, ThreadPool& pool)
    : graph_(graph),
      trivial_(graph.Vertices()),
      weights_(graph.weights.size()) {
  double sum = 0.0;
  for (size_t v = 0; v < Vertices(); ++v) {
    double degree = 0.0;
    for (size_t e = graph.offsets[v]; e < graph.offsets[v + 1]; ++e) {
      degree += graph.weights[e];
    }
    trivial_[v] = static_cast<float>(std::sqrt(degree));
    sum += degree;
  }
  pool.ParallelFor(Vertices(), kGrain, [&](size_t begin, size_t end) {
    for (size_t v = begin; v < end; ++v) {
      for (size_t e = graph.offsets[v]; e < graph.offsets[v + 1]; ++e) {
        weights_[e] =
            graph.weights[e] / (trivial_[v] * trivial_[graph.tails[e]]);
      }
    }
  });
  const double norm = std::sqrt(sum);
  for (float& value : trivial_) value = static_cast<float>(value / norm);
}

void NormalizedGraph::MultiplyRow(size_t vertex, const float* block,
                                  size_t stride, float* sums) const {
  std::fill_n(sums, kColumns, 0.0f);
  for (size_t e = graph_.offsets[vertex]; e < graph_.offsets[vertex + 1]; ++e) {
    const float* row = block + graph_.tails[e] * stride;
    for (size_t j = 0; j < kColumns; ++j) sums[j] += weights_[e] * row[j];
  }
}

}  // namespace feluda
