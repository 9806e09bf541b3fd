#include "lib/operators/cluster_embeddings/kmeans/kmeans.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "lib/data/random.h"
#include "lib/operators/cluster_embeddings/kmeans/center_moves.h"
#include "lib/operators/cluster_embeddings/kmeans/center_seeding.h"

namespace feluda {
namespace {

// Parts of the inertia: what moves of centres must promise to gain, what they
// may risk to lose, and what they must have gained for more moves to follow.
constexpr double kMinGain = 1e-3;
constexpr double kMaxRisked = 2e-2;
constexpr double kMinGained = 1e-4;

void DropDistances(KMeansResult& result) {
  std::vector<float>().swap(result.own);
  std::vector<float>().swap(result.other);
}

KMeansResult RunStart(const RowsView& rows, const KMeansOptions& options,
                      const RandomStream& random, ThreadPool& pool) {
  LloydOptions lloyd;
  lloyd.max_iterations = options.max_iterations;
  lloyd.tolerance = options.tolerance;
  lloyd.momentum = options.momentum;
  KMeansResult best = IterateKMeans(
      rows, SeedCenters(rows, options.n_clusters, random, pool), lloyd, pool);
  for (int move = 0; move < options.max_moves; ++move) {
    lloyd.max_iterations = options.max_iterations - best.iterations;
    if (!best.converged || lloyd.max_iterations == 0 || best.inertia == 0.0) {
      break;
    }
    std::vector<float> moved = MoveCenters(rows, best, kMinGain * best.inertia,
                                           -kMaxRisked * best.inertia, pool);
    if (moved.empty()) break;
    DropDistances(best);
    KMeansResult next = IterateKMeans(rows, std::move(moved), lloyd, pool);
    next.iterations += best.iterations;
    if (!next.converged || next.inertia >= (1.0 - kMinGained) * best.inertia) {
      best.iterations = next.iterations;
      break;
    }
    best = std::move(next);
  }
  DropDistances(best);
  return best;
}

// Numbers the clusters anew, in their order, those without rows last.
void PutEmptyClustersLast(size_t dimension, KMeansResult& result) {
  const size_t clusters = result.centers.size() / dimension;
  std::vector<bool> used(clusters);
  for (int label : result.labels) used[label] = true;
  std::vector<int> order(clusters), numbers(clusters);
  std::iota(order.begin(), order.end(), 0);
  std::stable_partition(order.begin(), order.end(),
                        [&](int cluster) { return used[cluster]; });
  std::vector<float> centers;
  for (size_t j = 0; j < clusters; ++j) {
    numbers[order[j]] = static_cast<int>(j);
    const float* center = &result.centers[order[j] * dimension];
    centers.insert(centers.end(), center, center + dimension);
  }
  result.centers = std::move(centers);
  for (int& label : result.labels) label = numbers[label];
}

}  // namespace

KMeansResult KMeans(const RowsView& rows, const KMeansOptions& options,
                    ThreadPool& pool) {
  KMeansResult best;
  for (int start = 0; start < options.n_init; ++start) {
    const RandomStream random(options.seed, start);
    KMeansResult result = RunStart(rows, options, random, pool);
    if (start == 0 || result.inertia < best.inertia) best = std::move(result);
  }
  PutEmptyClustersLast(rows.dimension, best);
  return best;
}

}  // namespace feluda
