#include "lib/operators/dimension_reduction/umap/fuzzy_graph.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "lib/operators/dimension_reduction/symmetric_graph.h"

namespace feluda {
namespace {

constexpr size_t kGrain = 256;
constexpr int kMaxHalvings = 64;
constexpr double kTolerance = 1e-5;
// The least scale, as a share of the mean distance. At smaller scales a row
// would be connected to its near-duplicates only.
constexpr double kMinScale = 1e-3;

double Weight(double distance, double nearest, double scale) {
  return distance <= nearest ? 1.0 : std::exp((nearest - distance) / scale);
}

// The distance of the row to itself counts, as in umap-learn.
double MeanDistance(absl::Span<const Neighbor> neighbors) {
  double sum = 0.0;
  for (const Neighbor& neighbor : neighbors) sum += neighbor.distance;
  return sum / (neighbors.size() + 1);
}

double MeanDistance(const Neighbors& neighbors, size_t rows, ThreadPool& pool) {
  std::vector<double> sums(ThreadPool::ChunkCount(rows, kGrain));
  pool.ParallelFor(rows, kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      sums[begin / kGrain] += MeanDistance(neighbors.Row(row));
    }
  });
  double sum = 0.0;
  for (double chunk : sums) sum += chunk;
  return sum / rows;
}

double NearestPositiveDistance(absl::Span<const Neighbor> neighbors) {
  for (const Neighbor& neighbor : neighbors) {
    if (neighbor.distance > 0.0f) return neighbor.distance;
  }
  return 0.0;
}

void WeighNeighbors(absl::Span<const Neighbor> neighbors, double mean_distance,
                    uint32_t* tails, float* weights) {
  std::vector<Neighbor> by_row(neighbors.begin(), neighbors.end());
  std::sort(by_row.begin(), by_row.end(),
            [](const Neighbor& a, const Neighbor& b) { return a.row < b.row; });
  const Neighborhood fit = FitNeighborhood(neighbors, mean_distance);
  for (const Neighbor& neighbor : by_row) {
    *tails++ = neighbor.row;
    *weights++ =
        static_cast<float>(Weight(neighbor.distance, fit.nearest, fit.scale));
  }
}

// The directed graph of each row's neighbours, with the weights that the row
// gives them.
WeightedGraph WeighNeighbors(const Neighbors& neighbors, ThreadPool& pool) {
  const size_t k = neighbors.k, rows = neighbors.values.size() / k;
  const double mean = MeanDistance(neighbors, rows, pool);
  WeightedGraph graph;
  graph.offsets.resize(rows + 1);
  graph.tails.resize(rows * k);
  graph.weights.resize(rows * k);
  pool.ParallelFor(rows, kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      graph.offsets[row + 1] = (row + 1) * k;
      WeighNeighbors(neighbors.Row(row), mean, &graph.tails[row * k],
                     &graph.weights[row * k]);
    }
  });
  return graph;
}

}  // namespace

Neighborhood FitNeighborhood(absl::Span<const Neighbor> neighbors,
                             double mean_distance) {
  const double nearest = NearestPositiveDistance(neighbors);
  const double target = std::log2(neighbors.size() + 1.0);
  const double mean = nearest > 0.0 ? MeanDistance(neighbors) : mean_distance;
  double low = 0.0, high = std::numeric_limits<double>::infinity();
  double scale = mean > 0.0 ? mean : 1.0;
  for (int i = 0; i < kMaxHalvings; ++i) {
    double sum = 0.0;
    for (const Neighbor& neighbor : neighbors) {
      sum += Weight(neighbor.distance, nearest, scale);
    }
    if (std::abs(sum - target) < kTolerance) break;
    (sum > target ? high : low) = scale;
    scale = std::isinf(high) ? 2.0 * scale : (low + high) / 2.0;
  }
  scale = std::max(scale, kMinScale * mean);
  return {static_cast<float>(nearest), static_cast<float>(scale)};
}

WeightedGraph FuzzyGraph(Neighbors neighbors, ThreadPool& pool) {
  const WeightedGraph directed = WeighNeighbors(neighbors, pool);
  std::vector<Neighbor>().swap(neighbors.values);
  return Symmetrize(
      directed, [](float a, float b) { return a + b - a * b; }, pool);
}

}  // namespace feluda
