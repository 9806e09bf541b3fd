#include "lib/operators/dimension_reduction/tsne/barnes_hut_objective.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/types/span.h"
#include "lib/operators/dimension_reduction/symmetric_graph.h"
#include "lib/operators/dimension_reduction/tsne/attraction.h"
#include "lib/operators/dimension_reduction/tsne/perplexity.h"

namespace feluda {
namespace {

constexpr size_t kGrain = 256;

// Writes the neighbours in the order of their rows, and their similarities.
void WeighNeighbors(absl::Span<const Neighbor> neighbors, double perplexity,
                    uint32_t* tails, float* weights) {
  std::vector<Neighbor> by_row(neighbors.begin(), neighbors.end());
  std::sort(by_row.begin(), by_row.end(),
            [](const Neighbor& a, const Neighbor& b) { return a.row < b.row; });
  std::vector<float> distances;
  distances.reserve(by_row.size());
  for (const Neighbor& neighbor : by_row) {
    distances.push_back(neighbor.distance);
    *tails++ = neighbor.row;
  }
  SimilaritiesAtPerplexity(distances, perplexity,
                           absl::MakeSpan(weights, by_row.size()));
}

}  // namespace

WeightedGraph JointSimilarities(Neighbors neighbors, double perplexity,
                                ThreadPool& pool) {
  const size_t k = neighbors.k, rows = neighbors.values.size() / k;
  WeightedGraph directed;
  directed.offsets.resize(rows + 1);
  directed.tails.resize(rows * k);
  directed.weights.resize(rows * k);
  pool.ParallelFor(rows, kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      directed.offsets[row + 1] = (row + 1) * k;
      WeighNeighbors(neighbors.Row(row), perplexity, &directed.tails[row * k],
                     &directed.weights[row * k]);
    }
  });
  std::vector<Neighbor>().swap(neighbors.values);
  const float share = 0.5f / rows;
  return Symmetrize(
      directed, [share](float a, float b) { return (a + b) * share; }, pool);
}

BarnesHutObjective::BarnesHutObjective(WeightedGraph similarities,
                                       size_t components, double angle)
    : similarities_(std::move(similarities)),
      angle_(static_cast<float>(angle)),
      repulsion_(similarities_.Vertices(), components),
      repulsions_(similarities_.Vertices() * components) {}

void BarnesHutObjective::Gradient(const RowsView& points, double exaggeration,
                                  ThreadPool& pool, float* gradient) {
  const double sum =
      repulsion_.Compute(points, angle_, pool, repulsions_.data());
  Attract(similarities_, points, pool, gradient);
  const float attraction = static_cast<float>(4.0 * exaggeration);
  const float repulsion = static_cast<float>(4.0 / sum);
  for (size_t i = 0; i < repulsions_.size(); ++i) {
    gradient[i] = attraction * gradient[i] - repulsion * repulsions_[i];
  }
}

double BarnesHutObjective::Divergence(const RowsView& points,
                                      ThreadPool& pool) {
  const double sum =
      repulsion_.Compute(points, angle_ / 2, pool, repulsions_.data());
  return KullbackLeibler(SumOverEdges(similarities_, points, pool), sum);
}

}  // namespace feluda
