#include "lib/operators/cluster_embeddings/kmeans/center_seeding.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "absl/types/span.h"
#include "lib/vectors/squared_distances.h"

namespace feluda {
namespace {

// Rows in a chunk.
constexpr size_t kGrain = 256;

// The rows of a sample, and how many it has for each cluster.
constexpr size_t kMinSample = 2048;
constexpr size_t kSampleOfCluster = 32;

// The random numbers before this one draw centres.
constexpr uint64_t kFirstOfSample = uint64_t{1} << 32;

// Rows in their order, each drawn from as many in a row; empty if there are too
// few for a sample to be worth it.
std::vector<uint32_t> DrawSample(size_t rows, size_t n_clusters,
                                 const RandomStream& random) {
  const size_t size = std::max(kMinSample, kSampleOfCluster * n_clusters);
  if (rows < 4 * size) return {};
  std::vector<uint32_t> sample(size);
  for (size_t i = 0; i < size; ++i) {
    const size_t begin = rows * i / size, end = rows * (i + 1) / size;
    sample[i] = static_cast<uint32_t>(begin + random.Bits(kFirstOfSample + i) %
                                                  (end - begin));
  }
  return sample;
}

class Seeding {
 public:
  Seeding(const RowsView& rows, size_t n_clusters, const RandomStream& random,
          ThreadPool& pool)
      : rows_(rows),
        random_(random),
        pool_(pool),
        sample_(DrawSample(rows.count, n_clusters, random)),
        count_(sample_.empty() ? rows.count : sample_.size()),
        trials_(2 + static_cast<size_t>(std::log(n_clusters))),
        closest_(count_, std::numeric_limits<float>::max()),
        nearest_(count_),
        potentials_(ThreadPool::ChunkCount(count_, kGrain) * trials_),
        closest_by_trial_(count_ * trials_) {
    centers_.reserve(n_clusters * rows.dimension);
  }

  void TakeFirst() {
    tried_.assign(trials_, std::min(count_ - 1, FirstRow()));
    Compare();
    Take(0);
  }

  void TakeNext() {
    for (size_t& row : tried_) row = Draw();
    Compare();
    Take(BestTrial());
  }

  std::vector<float> TakeCenters() { return std::move(centers_); }

 private:
  // A uniform number from 0 up to 1.
  double Uniform() { return (random_.Bits(drawn_++) >> 11) * 0x1p-53; }

  size_t FirstRow() { return static_cast<size_t>(Uniform() * count_); }

  const float* Row(size_t i) const {
    return rows_[sample_.empty() ? i : sample_[i]];
  }

  size_t Centers() const { return centers_.size() / rows_.dimension; }

  // Draws a row with a probability proportional to closest_.
  size_t Draw() {
    double left = Uniform() * potential_;
    size_t last = 0;
    for (size_t i = 0; i < count_; ++i) {
      if (closest_[i] == 0.0f) continue;
      last = i;
      left -= closest_[i];
      if (left < 0.0) break;
    }
    return last;
  }

  // Fills closest_by_trial_ and potentials_, the distances that each trial
  // would leave.
  void Compare() {
    const size_t dimension = rows_.dimension;
    std::vector<const float*> tried;
    std::vector<float> tried_values;
    for (size_t row : tried_) {
      tried.push_back(Row(row));
      tried_values.insert(tried_values.end(), Row(row), Row(row) + dimension);
    }
    const RowsView tried_rows(tried_values.data(), trials_, dimension);
    std::vector<float> to_centers(trials_ * Centers());
    SquaredDistances(tried, RowsView(centers_.data(), Centers(), dimension),
                     to_centers.data(), Centers());
    pool_.ParallelFor(count_, kGrain, [&](size_t begin, size_t end) {
      CompareChunk(tried_rows, to_centers, begin, end);
    });
  }

  // A trial cannot be nearer to a row than the row's nearest centre if the two
  // are at least twice as far apart as the row and the centre: four times as
  // far in squares, a quarter of which is 0.25, less a margin for rounding.
  bool MayBeNearer(absl::Span<const float> to_centers, size_t row) const {
    if (to_centers.empty()) return true;
    for (size_t trial = 0; trial < trials_; ++trial) {
      const float separation = to_centers[trial * Centers() + nearest_[row]];
      if (separation * 0.24f < closest_[row]) return true;
    }
    return false;
  }

  void CompareChunk(const RowsView& tried, absl::Span<const float> to_centers,
                    size_t begin, size_t end) {
    std::vector<size_t> indices;
    std::vector<const float*> values;
    for (size_t i = begin; i < end; ++i) {
      std::fill_n(&closest_by_trial_[i * trials_], trials_, closest_[i]);
      if (!MayBeNearer(to_centers, i)) continue;
      indices.push_back(i);
      values.push_back(Row(i));
    }
    std::vector<float> distances(values.size() * trials_);
    SquaredDistances(values, tried, distances.data(), trials_);
    for (size_t i = 0; i < indices.size(); ++i) {
      for (size_t trial = 0; trial < trials_; ++trial) {
        float& closest = closest_by_trial_[indices[i] * trials_ + trial];
        closest = std::min(closest, distances[i * trials_ + trial]);
      }
    }
    double* potentials = &potentials_[begin / kGrain * trials_];
    std::fill_n(potentials, trials_, 0.0);
    for (size_t i = begin; i < end; ++i) {
      for (size_t trial = 0; trial < trials_; ++trial) {
        potentials[trial] += closest_by_trial_[i * trials_ + trial];
      }
    }
  }

  double Potential(size_t trial) const {
    double sum = 0.0;
    for (size_t i = trial; i < potentials_.size(); i += trials_) {
      sum += potentials_[i];
    }
    return sum;
  }

  size_t BestTrial() const {
    size_t best = 0;
    for (size_t trial = 1; trial < trials_; ++trial) {
      if (Potential(trial) < Potential(best)) best = trial;
    }
    return best;
  }

  void Take(size_t trial) {
    const uint32_t center = static_cast<uint32_t>(Centers());
    for (size_t i = 0; i < count_; ++i) {
      const float distance = closest_by_trial_[i * trials_ + trial];
      if (distance < closest_[i]) nearest_[i] = center;
      closest_[i] = distance;
    }
    potential_ = Potential(trial);
    const float* row = Row(tried_[trial]);
    centers_.insert(centers_.end(), row, row + rows_.dimension);
  }

  const RowsView rows_;
  const RandomStream random_;
  ThreadPool& pool_;
  // The rows that are considered, all if there are none, and their number.
  // Numbers of rows below are places among these.
  const std::vector<uint32_t> sample_;
  const size_t count_;
  const size_t trials_;
  uint64_t drawn_ = 0;
  std::vector<float> centers_;
  // Each row's squared distance to the nearest centre, the number of that
  // centre, and the sum of the distances.
  std::vector<float> closest_;
  std::vector<uint32_t> nearest_;
  double potential_ = 0.0;
  // The rows on trial, the sums by chunk of what potential_ would be with each,
  // and what closest_ would be.
  std::vector<size_t> tried_;
  std::vector<double> potentials_;
  std::vector<float> closest_by_trial_;
};

}  // namespace

std::vector<float> SeedCenters(const RowsView& rows, size_t n_clusters,
                               const RandomStream& random, ThreadPool& pool) {
  Seeding seeding(rows, n_clusters, random, pool);
  seeding.TakeFirst();
  for (size_t j = 1; j < n_clusters; ++j) seeding.TakeNext();
  return seeding.TakeCenters();
}

}  // namespace feluda
