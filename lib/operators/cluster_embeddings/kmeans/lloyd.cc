#include "lib/operators/cluster_embeddings/kmeans/lloyd.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "absl/types/span.h"
#include "lib/operators/cluster_embeddings/kmeans/center_search.h"
#include "lib/operators/cluster_embeddings/kmeans/cluster_sums.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

// Rows in a chunk, the most that are compared with the centres at a time.
constexpr size_t kGrain = 256;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

// The iterations that may have momentum. Those that follow never raise the
// inertia, so that they come to an end.
constexpr int kMaxWithMomentum = 100;

// More than the relative rounding error of one update of a bound.
constexpr float kRounding = 2.5e-7f;

// The distances by which centres moved in one iteration.
class Shifts {
 public:
  explicit Shifts(size_t clusters) : shifts_(clusters) {}

  void Set(size_t cluster, double square) {
    shifts_[cluster] = static_cast<float>(std::sqrt(square)) * (1 + kRounding);
  }

  // To be called once all are set.
  void FindLargest() {
    largest_ = second_ = 0.0f;
    for (const float shift : shifts_) {
      second_ = std::max(second_, std::min(largest_, shift));
      largest_ = std::max(largest_, shift);
    }
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
        centers_(std::move(centers)),
        means_(centers_),
        labels_(rows.count),
        own_(rows.count, kInfinity),
        other_(rows.count),
        sums_(rows, clusters_),
        shifts_(clusters_) {}

  KMeansResult Run(const LloydOptions& options) {
    KMeansResult result;
    double min_shift = 0.0;
    double shift = std::numeric_limits<double>::infinity();
    while (!result.converged && result.iterations < options.max_iterations) {
      Assign();
      sums_.Follow(labels_, pool_);
      if (++result.iterations == 1) {
        min_shift = options.tolerance * MeanVarianceOfColumns();
      }
      const double last_shift = std::exchange(shift, ShiftToMeans());
      result.converged = shift <= min_shift;
      const bool has_momentum =
          !result.converged && shift < last_shift && result.iterations > 1 &&
          compared_ > rows_.count / 2 &&
          result.iterations <
              std::min(options.max_iterations, kMaxWithMomentum);
      MoveCenters(has_momentum ? options.momentum : 0.0);
    }
    Settle();
    result.inertia = Inertia();
    result.own = std::move(own_);
    result.other = std::move(other_);
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
    compared_ = 0;
    const CenterSearch search(Centers());
    pool_.ParallelFor(rows_.count, kGrain, [&](size_t begin, size_t end) {
      AssignChunk(search, begin, end);
    });
    FillEmptyClusters();
  }

  void AssignChunk(const CenterSearch& search, size_t begin, size_t end) {
    std::vector<size_t> indices;
    std::vector<const float*> values;
    for (size_t i = begin; i < end; ++i) {
      if (StaysInCluster(i)) continue;
      indices.push_back(i);
      values.push_back(rows_[i]);
    }
    std::vector<NearestCenter> found(indices.size());
    search.Find(values, absl::MakeSpan(found));
    for (size_t i = 0; i < indices.size(); ++i) {
      labels_[indices[i]] = found[i].label;
      own_[indices[i]] = found[i].own;
      other_[indices[i]] = found[i].other;
    }
    compared_ += indices.size();
  }

  bool StaysInCluster(size_t i) {
    own_[i] = (own_[i] + shifts_.Of(labels_[i])) * (1 + kRounding);
    other_[i] = (other_[i] - shifts_.LargestBut(labels_[i])) * (1 - kRounding);
    return own_[i] < other_[i];
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

  // Of the first iteration, whose bounds are distances, so that no row is read:
  // the sum of squares around the mean of all rows is that around a cluster's
  // centre, less what lies between the cluster's mean and its centre, and with
  // what lies between the two means.
  double MeanVarianceOfColumns() {
    double squares = 0.0;
    for (size_t i = 0; i < rows_.count; ++i) {
      squares +=
          own_[i] != kInfinity
              ? double{own_[i]} * own_[i]
              : SquaredDistance(rows_[i], Center(labels_[i]), rows_.dimension);
    }
    std::vector<float> all(rows_.dimension), mean(rows_.dimension);
    sums_.GetMeanOfAll(all.data());
    for (size_t j = 0; j < clusters_; ++j) {
      if (sums_.Count(j) == 0) continue;
      sums_.GetMean(j, mean.data());
      squares += sums_.Count(j) *
                 (SquaredDistance(mean.data(), all.data(), rows_.dimension) -
                  SquaredDistance(mean.data(), Center(j), rows_.dimension));
    }
    // Bounds are float32, which may have lost what the means still tell apart.
    return std::max(squares, 0.0) / rows_.count / rows_.dimension;
  }

  // The sum of squared distances from the centres to the means of their rows.
  double ShiftToMeans() {
    std::vector<float> mean(rows_.dimension);
    double squares = 0.0;
    for (size_t j = 0; j < clusters_; ++j) {
      if (sums_.Count(j) == 0) continue;
      sums_.GetMean(j, mean.data());
      squares += SquaredDistance(mean.data(), Center(j), rows_.dimension);
    }
    return squares;
  }

  // Moves the centres to the means of their rows, and on by `momentum` times
  // what each mean moved by since the last call.
  void MoveCenters(double momentum) {
    std::vector<float> moved(rows_.dimension);
    for (size_t j = 0; j < clusters_; ++j) {
      float* mean = means_.data() + j * rows_.dimension;
      std::copy_n(mean, rows_.dimension, moved.data());
      if (sums_.Count(j) > 0) sums_.GetMean(j, mean);
      for (size_t k = 0; k < rows_.dimension; ++k) {
        moved[k] =
            static_cast<float>(mean[k] + momentum * (mean[k] - moved[k]));
      }
      shifts_.Set(j, SquaredDistance(moved.data(), Center(j), rows_.dimension));
      std::copy_n(moved.data(), rows_.dimension, Center(j));
    }
    shifts_.FindLargest();
  }

  // Fits the labels to the centres as they are now. A cluster that only thereby
  // ran empty gets the row it takes for its centre, of whose distance no bound
  // knows.
  void Settle() {
    Assign();
    for (size_t i = 0; i < rows_.count; ++i) {
      if (own_[i] != kInfinity) continue;
      std::copy_n(rows_[i], rows_.dimension, Center(labels_[i]));
      std::fill(other_.begin(), other_.end(), 0.0f);
    }
  }

  // Leaves in own_ the distances, or a little more.
  double Inertia() {
    std::vector<double> sums(ThreadPool::ChunkCount(rows_.count, kGrain));
    pool_.ParallelFor(rows_.count, kGrain, [&](size_t begin, size_t end) {
      double sum = 0.0;
      for (size_t i = begin; i < end; ++i) {
        const double square =
            SquaredDistance(rows_[i], Center(labels_[i]), rows_.dimension);
        own_[i] = static_cast<float>(std::sqrt(square)) * (1 + kRounding);
        sum += square;
      }
      sums[begin / kGrain] = sum;
    });
    return std::accumulate(sums.begin(), sums.end(), 0.0);
  }

  const RowsView rows_;
  ThreadPool& pool_;
  const size_t clusters_;
  std::vector<float> centers_;
  // Those of each cluster's rows when the centres moved last.
  std::vector<float> means_;
  std::vector<int> labels_;
  // Hamerly's bounds: at least each row's distance to its own centre, and at
  // most its distance to any other centre.
  std::vector<float> own_;
  std::vector<float> other_;
  // The rows that the last assignment compared with the centres.
  std::atomic<size_t> compared_{0};
  ClusterSums sums_;
  Shifts shifts_;
};

}  // namespace

KMeansResult IterateKMeans(const RowsView& rows, std::vector<float> centers,
                           const LloydOptions& options, ThreadPool& pool) {
  return Lloyd(rows, std::move(centers), pool).Run(options);
}

}  // namespace feluda
