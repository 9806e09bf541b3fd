#include "lib/operators/cluster_embeddings/kmeans/center_moves.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>

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

// What is known of each cluster.
struct Costs {
  // The sum of its rows' squared distances to its centre, and how much the sum
  // grows if each row goes to the nearest other centre, by the bounds of
  // CenterSearch.
  std::vector<double> inertia;
  std::vector<double> removal;
  // Its row that is furthest from the centre.
  std::vector<uint32_t> furthest;
};

Costs Measure(const RowsView& rows, absl::Span<const int> labels,
              const RowsView& centers, ThreadPool& pool) {
  std::vector<float> own(rows.count), other(rows.count);
  const CenterSearch search(centers);
  pool.ParallelFor(rows.count, kBatch, [&](size_t begin, size_t end) {
    std::vector<const float*> some;
    for (size_t i = begin; i < end; ++i) some.push_back(rows[i]);
    std::vector<NearestCenter> found(some.size());
    search.Find(some, absl::MakeSpan(found));
    for (size_t i = begin; i < end; ++i) {
      const NearestCenter& nearest = found[i - begin];
      own[i] = nearest.own * nearest.own;
      other[i] = std::max(0.0f, nearest.other) * nearest.other;
      if (nearest.label == labels[i]) continue;
      // Rows that equal others go where those are.
      other[i] = own[i];
      own[i] =
          QuickSquaredDistance(rows[i], centers[labels[i]], rows.dimension);
    }
  });
  Costs costs = {std::vector<double>(centers.count),
                 std::vector<double>(centers.count),
                 std::vector<uint32_t>(centers.count)};
  std::vector<float> most(centers.count, -1.0f);
  for (size_t i = 0; i < rows.count; ++i) {
    const int label = labels[i];
    costs.inertia[label] += own[i];
    costs.removal[label] += double{other[i]} - own[i];
    if (own[i] <= most[label]) continue;
    most[label] = own[i];
    costs.furthest[label] = static_cast<uint32_t>(i);
  }
  return costs;
}

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

std::vector<size_t> OrderBy(absl::Span<const double> values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return values[a] < values[b]; });
  return order;
}

// Moves the centre of one cluster to another, which then has two.
struct Move {
  size_t from;
  size_t to;
};

// Each cluster is in at most one move. Only the first move may be a risk.
std::vector<Move> ChooseMoves(const Costs& costs,
                              absl::Span<const double> gains, double min_gain,
                              double min_gain_at_risk) {
  const std::vector<size_t> from = OrderBy(costs.removal), to = OrderBy(gains);
  const size_t most = std::max<size_t>(1, from.size() / 8);
  std::vector<bool> taken(from.size());
  std::vector<Move> moves;
  size_t f = 0;
  for (size_t t = to.size(); t-- > 0 && moves.size() < most;) {
    if (taken[to[t]]) continue;
    while (f < from.size() && (taken[from[f]] || from[f] == to[t])) ++f;
    if (f == from.size()) break;
    const double gain = gains[to[t]], promise = gain - costs.removal[from[f]];
    const bool risk = moves.empty() && promise > min_gain_at_risk &&
                      gain >= kSplitWorthARisk * costs.inertia[to[t]];
    if (promise <= min_gain && !risk) break;
    taken[from[f]] = taken[to[t]] = true;
    moves.push_back({from[f], to[t]});
    if (promise <= min_gain) break;
  }
  return moves;
}

}  // namespace

std::vector<float> MoveCenters(const RowsView& rows,
                               absl::Span<const int> labels,
                               const RowsView& centers, double min_gain,
                               double min_gain_at_risk, ThreadPool& pool) {
  if (centers.count < 2) return {};
  const Costs costs = Measure(rows, labels, centers, pool);
  const double worth =
      *std::min_element(costs.removal.begin(), costs.removal.end()) +
      std::min(min_gain, min_gain_at_risk);
  const Members members(labels, centers.count);
  std::vector<double> gains(centers.count);
  pool.ParallelFor(centers.count, 1, [&](size_t j, size_t) {
    // A split gains at most the inertia.
    if (costs.inertia[j] <= worth) return;
    gains[j] = Split(rows, members.Of(j)).Run(costs.furthest[j]);
  });
  const std::vector<Move> moves =
      ChooseMoves(costs, gains, min_gain, min_gain_at_risk);
  if (moves.empty()) return {};
  std::vector<float> moved(centers.values,
                           centers.values + centers.count * centers.dimension);
  for (const Move& move : moves) {
    Split split(rows, members.Of(move.to));
    split.Run(costs.furthest[move.to]);
    for (size_t h : {0, 1}) {
      std::copy_n(split.half(h), centers.dimension,
                  &moved[(h == 0 ? move.to : move.from) * centers.dimension]);
    }
  }
  return moved;
}

}  // namespace feluda
