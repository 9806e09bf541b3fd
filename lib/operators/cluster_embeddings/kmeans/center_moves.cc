#include "lib/operators/cluster_embeddings/kmeans/center_moves.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <queue>

#include "lib/operators/cluster_embeddings/kmeans/center_search.h"
#include "lib/operators/cluster_embeddings/kmeans/cluster_sums.h"
#include "lib/vectors/products.h"
#include "lib/vectors/squared_distances.h"

namespace feluda {
namespace {

// Rows compared with centres at a time.
constexpr size_t kBatch = 256;

// Iterations of a split: enough to tell whether it is worth it.
constexpr int kSplitIterations = 3;

// The part of a cluster's inertia that its split must gain to justify a move
// that may not pay. Noise has no such splits, and is spared the runs of
// k-means.
constexpr double kSplitWorthARisk = 0.1;

// The rows of each cluster, next to each other.
class Members {
 public:
  Members(absl::Span<const int> labels, size_t clusters)
      : offsets_(clusters + 1), rows_(labels.size()) {
    for (int label : labels) ++offsets_[label + 1];
    std::partial_sum(offsets_.begin(), offsets_.end(), offsets_.begin());
    std::vector<uint32_t> next(offsets_.begin(), offsets_.end() - 1);
    for (uint32_t i = 0; i < labels.size(); ++i) rows_[next[labels[i]]++] = i;
  }

  absl::Span<const uint32_t> Of(size_t cluster) const {
    return absl::MakeConstSpan(rows_).subspan(
        offsets_[cluster], offsets_[cluster + 1] - offsets_[cluster]);
  }

 private:
  std::vector<uint32_t> offsets_;
  std::vector<uint32_t> rows_;
};

// By how much the inertia grows if a cluster's rows go to their nearest other
// centres.
struct Removal {
  size_t cluster;
  double cost;
  // Otherwise the cost is at least this.
  bool is_known;
};

struct CostsMore {
  bool operator()(const Removal& a, const Removal& b) const {
    return a.cost != b.cost ? a.cost > b.cost : a.cluster > b.cluster;
  }
};

// By how much a row's part of the inertia grows.
double Cost(float own, float other) {
  return other > own ? double{other} * other - double{own} * own : 0.0;
}

// By the bounds.
std::vector<double> LeastCosts(const KMeansResult& result, size_t clusters) {
  std::vector<double> least(clusters);
  for (size_t i = 0; i < result.labels.size(); ++i) {
    least[result.labels[i]] += Cost(result.own[i], result.other[i]);
  }
  return least;
}

// The clusters by the cost of their removal, the cheapest first. Costs are
// computed as they are asked for, since bounds tell of most clusters that they
// are not among the first.
class Removals {
 public:
  Removals(const RowsView& rows, const KMeansResult& result,
           const RowsView& centers, const Members& members, ThreadPool& pool)
      : rows_(rows),
        result_(result),
        members_(members),
        search_(centers),
        pool_(pool) {
    const std::vector<double> least = LeastCosts(result, centers.count);
    for (size_t j = 0; j < centers.count; ++j) {
      queue_.push({j, least[j], false});
    }
  }

  bool empty() const { return queue_.empty(); }

  // REQUIRES: !empty().
  const Removal& Cheapest() {
    while (!queue_.top().is_known) {
      Removal removal = queue_.top();
      queue_.pop();
      removal.cost = std::max(removal.cost, Measure(removal.cluster));
      removal.is_known = true;
      queue_.push(removal);
    }
    return queue_.top();
  }

  void Pop() { queue_.pop(); }

 private:
  double Measure(size_t cluster) {
    const absl::Span<const uint32_t> members = members_.Of(cluster);
    std::vector<double> sums(ThreadPool::ChunkCount(members.size(), kBatch));
    pool_.ParallelFor(members.size(), kBatch, [&](size_t begin, size_t end) {
      std::vector<const float*> some;
      for (size_t i = begin; i < end; ++i) some.push_back(rows_[members[i]]);
      std::vector<NearestCenter> found(some.size());
      search_.Find(some, absl::MakeSpan(found));
      for (size_t i = begin; i < end; ++i) {
        const NearestCenter& nearest = found[i - begin];
        // Rows that equal others go where those are.
        const bool is_own = nearest.label == static_cast<int>(cluster);
        sums[begin / kBatch] +=
            Cost(result_.own[members[i]], is_own ? nearest.other : nearest.own);
      }
    });
    return std::accumulate(sums.begin(), sums.end(), 0.0);
  }

  const RowsView rows_;
  const KMeansResult& result_;
  const Members& members_;
  const CenterSearch search_;
  ThreadPool& pool_;
  std::priority_queue<Removal, std::vector<Removal>, CostsMore> queue_;
};

// Splits a cluster in two: 2-means of its rows.
class Split {
 public:
  Split(const RowsView& rows, absl::Span<const uint32_t> members)
      : rows_(rows), members_(members), halves_(2 * rows.dimension) {}

  // Starts from a row and the row furthest from that one. Returns by how much
  // two centres lower the inertia.
  double Run(uint32_t row) {
    SetHalf(0, rows_[row]);
    SetHalf(1, rows_[FurthestFrom(half(0))]);
    double gain = 0.0;
    for (int i = 0; i < kSplitIterations; ++i) gain = Iterate();
    return gain;
  }

  const float* half(size_t h) const {
    return halves_.data() + h * rows_.dimension;
  }

 private:
  void SetHalf(size_t h, const float* values) {
    std::copy_n(values, rows_.dimension, halves_.begin() + h * rows_.dimension);
  }

  // Calls visit(row, distances) for each member, with its squared distances to
  // the centres.
  template <typename Visit>
  void Compare(const RowsView& centers, Visit visit) const {
    std::vector<const float*> some;
    float distances[2 * kBatch];
    for (size_t begin = 0; begin < members_.size(); begin += kBatch) {
      const auto batch = members_.subspan(begin, kBatch);
      some.clear();
      for (uint32_t row : batch) some.push_back(rows_[row]);
      SquaredDistances(some, centers, distances, centers.count);
      for (size_t i = 0; i < batch.size(); ++i) {
        visit(batch[i], distances + i * centers.count);
      }
    }
  }

  uint32_t FurthestFrom(const float* values) const {
    uint32_t furthest = members_[0];
    float most = 0.0f;
    Compare(RowsView(values, 1, rows_.dimension),
            [&](uint32_t row, const float* distance) {
              if (*distance <= most) return;
              most = *distance;
              furthest = row;
            });
    return furthest;
  }

  double Iterate() {
    const size_t dimension = rows_.dimension;
    std::vector<double> sums(2 * dimension);
    size_t counts[2] = {};
    Compare(RowsView(halves_.data(), 2, dimension),
            [&](uint32_t row, const float* distances) {
              const size_t h = distances[1] < distances[0];
              ++counts[h];
              AddTimes(1.0, absl::MakeConstSpan(rows_[row], dimension),
                       &sums[h * dimension]);
            });
    if (counts[0] == 0 || counts[1] == 0) return 0.0;
    for (size_t k = 0; k < sums.size(); ++k) {
      const size_t count = counts[k < dimension ? 0 : 1];
      halves_[k] = static_cast<float>(sums[k] / count);
    }
    return SquaredDistance(half(0), half(1), dimension) * counts[0] *
           counts[1] / members_.size();
  }

  const RowsView rows_;
  const absl::Span<const uint32_t> members_;
  std::vector<float> halves_;
};

// What is known of each cluster.
struct Clusters {
  std::vector<double> inertia;
  // The row that is furthest from the centre.
  std::vector<uint32_t> furthest;
  // By how much the inertia falls if the cluster is split in two.
  std::vector<double> gains;
};

Clusters MeasureClusters(const KMeansResult& result, size_t count) {
  Clusters clusters = {std::vector<double>(count), std::vector<uint32_t>(count),
                       std::vector<double>(count)};
  std::vector<float> most(count, -1.0f);
  for (size_t i = 0; i < result.labels.size(); ++i) {
    const int label = result.labels[i];
    const float own = result.own[i];
    clusters.inertia[label] += double{own} * own;
    if (own <= most[label]) continue;
    most[label] = own;
    clusters.furthest[label] = static_cast<uint32_t>(i);
  }
  return clusters;
}

// Moves the centre of one cluster to another, which then has two.
struct Move {
  size_t from;
  size_t to;
};

// Each cluster is in at most one move. Only the first move may be a risk.
std::vector<Move> ChooseMoves(const Clusters& clusters, Removals& removals,
                              double min_gain, double min_gain_at_risk) {
  const size_t count = clusters.gains.size();
  std::vector<size_t> to(count);
  std::iota(to.begin(), to.end(), 0);
  std::stable_sort(to.begin(), to.end(), [&](size_t a, size_t b) {
    return clusters.gains[a] > clusters.gains[b];
  });
  const size_t most = std::max<size_t>(1, count / 8);
  std::vector<bool> taken(count);
  std::vector<Move> moves;
  for (size_t t = 0; t < count && moves.size() < most; ++t) {
    if (taken[to[t]]) continue;
    taken[to[t]] = true;
    while (!removals.empty() && taken[removals.Cheapest().cluster]) {
      removals.Pop();
    }
    if (removals.empty()) break;
    const Removal from = removals.Cheapest();
    const double gain = clusters.gains[to[t]], promise = gain - from.cost;
    const bool risk = moves.empty() && promise > min_gain_at_risk &&
                      gain >= kSplitWorthARisk * clusters.inertia[to[t]];
    if (promise <= min_gain && !risk) break;
    taken[from.cluster] = true;
    moves.push_back({from.cluster, to[t]});
    if (promise <= min_gain) break;
  }
  return moves;
}

}  // namespace

double MaxGainOfMove(const KMeansResult& result, size_t dimension) {
  const size_t count = result.centers.size() / dimension;
  // A split gains at most the inertia.
  const std::vector<double> inertia = MeasureClusters(result, count).inertia;
  const std::vector<double> least = LeastCosts(result, count);
  return *std::max_element(inertia.begin(), inertia.end()) -
         *std::min_element(least.begin(), least.end());
}

std::vector<float> MoveCenters(const RowsView& rows, const KMeansResult& result,
                               double min_gain, double min_gain_at_risk,
                               ThreadPool& pool) {
  const size_t count = result.centers.size() / rows.dimension;
  const double worthwhile = std::min(min_gain, min_gain_at_risk);
  if (count < 2 || MaxGainOfMove(result, rows.dimension) <= worthwhile) {
    return {};
  }
  const RowsView centers(result.centers.data(), count, rows.dimension);
  const Members members(result.labels, count);
  Removals removals(rows, result, centers, members, pool);
  Clusters clusters = MeasureClusters(result, count);
  const double worth = removals.Cheapest().cost + worthwhile;
  pool.ParallelFor(count, 1, [&](size_t j, size_t) {
    // A split gains at most the inertia, and one row cannot be split.
    if (clusters.inertia[j] <= worth || members.Of(j).size() < 2) return;
    clusters.gains[j] = Split(rows, members.Of(j)).Run(clusters.furthest[j]);
  });
  const std::vector<Move> moves =
      ChooseMoves(clusters, removals, min_gain, min_gain_at_risk);
  if (moves.empty()) return {};
  std::vector<float> moved = result.centers;
  for (const Move& move : moves) {
    Split split(rows, members.Of(move.to));
    split.Run(clusters.furthest[move.to]);
    for (size_t h : {0, 1}) {
      std::copy_n(split.half(h), rows.dimension,
                  &moved[(h == 0 ? move.to : move.from) * rows.dimension]);
    }
  }
  return moved;
}

}  // namespace feluda
