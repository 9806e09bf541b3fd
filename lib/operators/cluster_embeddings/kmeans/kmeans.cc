#include "lib/operators/cluster_embeddings/kmeans/kmeans.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "absl/types/span.h"
#include "lib/data/random.h"
#include "lib/operators/cluster_embeddings/kmeans/center_moves.h"
#include "lib/operators/cluster_embeddings/kmeans/center_seeding.h"
#include "lib/operators/cluster_embeddings/kmeans/cluster_sums.h"
#include "lib/vectors/products.h"
#include "lib/vectors/squared_distances.h"

namespace feluda {
namespace {

// Rows in a chunk, and rows compared with the centres at a time.
constexpr size_t kGrain = 256;
constexpr size_t kBatch = 64;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

// Parts of the inertia: what moves of centres must promise to gain, what they
// may risk to lose, and what they must have gained for more moves to follow.
constexpr double kMinGain = 1e-3;
constexpr double kMaxRisked = 2e-2;
constexpr double kMinGained = 1e-4;

// More than the relative rounding error of one update of a bound.
constexpr float kRounding = 2.5e-7f;

// The sum over all rows of the squared distance to `center_of(row)`.
template <typename CenterOf>
double SumOfSquares(const RowsView& rows, ThreadPool& pool,
                    CenterOf center_of) {
  std::vector<double> sums(ThreadPool::ChunkCount(rows.count, kGrain));
  pool.ParallelFor(rows.count, kGrain, [&](size_t begin, size_t end) {
    double sum = 0.0;
    for (size_t i = begin; i < end; ++i) {
      sum += SquaredDistance(rows[i], center_of(i), rows.dimension);
    }
    sums[begin / kGrain] = sum;
  });
  double all = 0.0;
  for (double sum : sums) all += sum;
  return all;
}

// The distances by which centres moved in one iteration.
class Shifts {
 public:
  explicit Shifts(size_t clusters) : shifts_(clusters) {}

  // Returns the sum of squares.
  double Measure(const RowsView& before, const RowsView& after) {
    double squares = 0.0;
    largest_ = second_ = 0.0f;
    for (size_t j = 0; j < shifts_.size(); ++j) {
      const double square =
          SquaredDistance(before[j], after[j], before.dimension);
      squares += square;
      shifts_[j] = static_cast<float>(std::sqrt(square)) * (1 + kRounding);
      second_ = std::max(second_, std::min(largest_, shifts_[j]));
      largest_ = std::max(largest_, shifts_[j]);
    }
    return squares;
  }

  float Of(size_t cluster) const { return shifts_[cluster]; }

  float LargestBut(size_t cluster) const {
    return shifts_[cluster] == largest_ ? second_ : largest_;
  }

 private:
  std::vector<float> shifts_;
  float largest_ = 0.0f;
  float second_ = 0.0f;
};

// One start: Lloyd's iterations from given centres.
class Lloyd {
 public:
  Lloyd(const RowsView& rows, std::vector<float> centers, ThreadPool& pool)
      : rows_(rows),
        pool_(pool),
        clusters_(centers.size() / rows.dimension),
        error_(SquaredDistanceError(rows.dimension)),
        centers_(std::move(centers)),
        labels_(rows.count),
        own_(rows.count, kInfinity),
        other_(rows.count),
        sums_(rows, clusters_),
        shifts_(clusters_) {}

  KMeansResult Run(double tolerance, int max_iterations) {
    KMeansResult result;
    double min_shift = 0.0;
    while (!result.converged && result.iterations < max_iterations) {
      Assign();
      sums_.Follow(labels_, pool_);
      if (++result.iterations == 1) {
        min_shift = tolerance * MeanVarianceOfColumns();
      }
      result.converged = MoveCenters() <= min_shift;
    }
    Settle();
    result.inertia = SumOfSquares(rows_, pool_,
                                  [&](size_t i) { return Center(labels_[i]); });
    result.labels = std::move(labels_);
    result.centers = std::move(centers_);
    return result;
  }

 private:
  float* Center(size_t cluster) {
    return centers_.data() + cluster * rows_.dimension;
  }

  RowsView Centers() const {
    return RowsView(centers_.data(), clusters_, rows_.dimension);
  }

  // Gives each row the nearest centre, and each cluster rows as long as there
  // are distinct ones.
  void Assign() {
    pool_.ParallelFor(rows_.count, kGrain, [&](size_t begin, size_t end) {
      AssignChunk(begin, end);
    });
    FillEmptyClusters();
  }

  void AssignChunk(size_t begin, size_t end) {
    std::vector<size_t> indices;
    std::vector<const float*> values;
    std::vector<float> distances(kBatch * clusters_);
    const auto compare = [&] {
      SquaredDistances(values, Centers(), distances.data(), clusters_);
      for (size_t i = 0; i < indices.size(); ++i) {
        TakeNearest(indices[i], distances.data() + i * clusters_);
      }
      indices.clear();
      values.clear();
    };
    for (size_t i = begin; i < end; ++i) {
      if (StaysInCluster(i)) continue;
      indices.push_back(i);
      values.push_back(rows_[i]);
      if (indices.size() == kBatch) compare();
    }
    compare();
  }

  bool StaysInCluster(size_t i) {
    own_[i] = (own_[i] + shifts_.Of(labels_[i])) * (1 + kRounding);
    other_[i] = (other_[i] - shifts_.LargestBut(labels_[i])) * (1 - kRounding);
    return own_[i] < other_[i];
  }

  void TakeNearest(size_t i, const float* distances) {
    size_t nearest = 0;
    float second = kInfinity;
    for (size_t j = 1; j < clusters_; ++j) {
      if (distances[j] < distances[nearest]) {
        second = distances[nearest];
        nearest = j;
      } else {
        second = std::min(second, distances[j]);
      }
    }
    labels_[i] = static_cast<int>(nearest);
    own_[i] = std::sqrt(distances[nearest]) * (1 + error_);
    other_[i] = std::sqrt(second) * (1 - error_);
  }

  void FillEmptyClusters() {
    std::vector<size_t> counts(clusters_);
    for (int label : labels_) ++counts[label];
    for (size_t j = 0; j < clusters_; ++j) {
      if (counts[j] > 0) continue;
      const size_t row = FurthestOfDistinct();
      if (row == rows_.count) return;
      const int before = labels_[row];
      counts[j] = MoveEqualRows(row, j);
      counts[before] -= counts[j];
    }
  }

  bool AreEqual(size_t i, size_t j) const {
    return std::equal(rows_[i], rows_[i] + rows_.dimension, rows_[j]);
  }

  // The row furthest from its centre in a cluster of distinct rows, which can
  // spare it; rows_.count if there is none.
  size_t FurthestOfDistinct() const {
    std::vector<size_t> first(clusters_, rows_.count);
    std::vector<bool> distinct(clusters_);
    for (size_t i = 0; i < rows_.count; ++i) {
      const int label = labels_[i];
      if (first[label] == rows_.count) first[label] = i;
      if (!distinct[label]) distinct[label] = !AreEqual(i, first[label]);
    }
    size_t furthest = rows_.count;
    for (size_t i = 0; i < rows_.count; ++i) {
      if (!distinct[labels_[i]]) continue;
      if (furthest == rows_.count || own_[i] > own_[furthest]) furthest = i;
    }
    return furthest;
  }

  // Moves a row and all that equal it to a cluster, so that equal rows keep a
  // common label; returns how many those are.
  size_t MoveEqualRows(size_t row, size_t cluster) {
    size_t moved = 0;
    for (size_t i = 0; i < rows_.count; ++i) {
      if (!AreEqual(i, row)) continue;
      labels_[i] = static_cast<int>(cluster);
      own_[i] = kInfinity;
      ++moved;
    }
    return moved;
  }

  double MeanVarianceOfColumns() const {
    std::vector<float> mean(rows_.dimension);
    sums_.GetMeanOfAll(mean.data());
    return SumOfSquares(rows_, pool_, [&](size_t) { return mean.data(); }) /
           rows_.count / rows_.dimension;
  }

  // Returns the sum of the squared shifts.
  double MoveCenters() {
    const std::vector<float> before = centers_;
    for (size_t j = 0; j < clusters_; ++j) {
      if (sums_.Count(j) > 0) sums_.GetMean(j, Center(j));
    }
    return shifts_.Measure(RowsView(before.data(), clusters_, rows_.dimension),
                           Centers());
  }

  // Fits the labels to the centres as they are now. A cluster that only thereby
  // ran empty gets the row it takes for its centre.
  void Settle() {
    Assign();
    for (size_t i = 0; i < rows_.count; ++i) {
      if (own_[i] != kInfinity) continue;
      std::copy_n(rows_[i], rows_.dimension, Center(labels_[i]));
    }
  }

  const RowsView rows_;
  ThreadPool& pool_;
  const size_t clusters_;
  const float error_;
  std::vector<float> centers_;
  std::vector<int> labels_;
  // Hamerly's bounds: at least each row's distance to its own centre, and at
  // most its distance to any other centre.
  std::vector<float> own_;
  std::vector<float> other_;
  ClusterSums sums_;
  Shifts shifts_;
};

KMeansResult RunStart(const RowsView& rows, const KMeansOptions& options,
                      const RandomStream& random, ThreadPool& pool) {
  KMeansResult best =
      Lloyd(rows, SeedCenters(rows, options.n_clusters, random, pool), pool)
          .Run(options.tolerance, options.max_iterations);
  for (int move = 0; move < options.max_moves; ++move) {
    const int iterations_left = options.max_iterations - best.iterations;
    if (!best.converged || iterations_left == 0 || best.inertia == 0.0) break;
    const RowsView centers(best.centers.data(), options.n_clusters,
                           rows.dimension);
    std::vector<float> moved =
        MoveCenters(rows, best.labels, centers, kMinGain * best.inertia,
                    -kMaxRisked * best.inertia, pool);
    if (moved.empty()) break;
    KMeansResult next = Lloyd(rows, std::move(moved), pool)
                            .Run(options.tolerance, iterations_left);
    next.iterations += best.iterations;
    if (!next.converged || next.inertia >= (1.0 - kMinGained) * best.inertia) {
      best.iterations = next.iterations;
      break;
    }
    best = std::move(next);
  }
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
