#include "lib/operators/cluster_embeddings/ward/ward.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "lib/operators/cluster_embeddings/ward/closest_search.h"
#include "lib/operators/cluster_embeddings/ward/equal_rows.h"
#include "lib/operators/cluster_embeddings/ward/live_clusters.h"

namespace feluda {
namespace {

// Slots or pairs in a chunk.
constexpr size_t kGrain = 256;
// Merges in a chunk.
constexpr size_t kMergeGrain = 16;
constexpr double kNotAsked = std::numeric_limits<double>::infinity();

class WardRounds {
 public:
  WardRounds(const RowsView& rows, ThreadPool& pool)
      : rows_(rows),
        pool_(pool),
        clusters_(rows, pool),
        heirs_(2 * rows.count) {
    std::iota(heirs_.begin(), heirs_.end(), 0);
    tree_.reserve(rows.count - 1);
  }

  MergeTree Run() {
    clusters_.Append(MergeEqualRows());
    FindClosest(clusters_, pool_);
    while (clusters_.living() > 1) Round();
    SortByHeight(tree_);
    return std::move(tree_);
  }

 private:
  using Entry = ClosestClusters::Entry;
  using Cluster = LiveClusters::Cluster;

  struct Pair {
    uint32_t first;
    uint32_t second;
    double squared_distance;

    bool operator<(const Pair& other) const {
      return std::pair(first, second) < std::pair(other.first, other.second);
    }
    bool operator==(const Pair& other) const {
      return first == other.first && second == other.second;
    }
  };

  // A slot to search for, and the distance by which requests are ordered.
  using Request = std::pair<double, size_t>;

  std::vector<Cluster> MergeEqualRows();
  void Round();
  void Refresh();
  std::vector<double> DistancesAsked() const;
  template <typename Visit>
  std::vector<Pair> CollectPairs(Visit visit) const;
  std::vector<Pair> ReciprocalPairs() const;
  void MergeAll(absl::Span<const Pair> pairs);
  std::vector<Pair> InheritedPairs();
  std::vector<Cluster> MergedClusters(absl::Span<const Pair> pairs);
  void Absorb(const Cluster& other, Cluster& cluster) const;
  void Offer(std::vector<Pair> pairs);
  uint32_t Record(uint32_t first, uint32_t second, double height,
                  uint32_t size);

  const RowsView rows_;
  ThreadPool& pool_;
  LiveClusters clusters_;
  MergeTree tree_;
  // For each node the node that it is part of after this round.
  std::vector<uint32_t> heirs_;
  size_t merges_since_refresh_ = 0;
};

uint32_t WardRounds::Record(uint32_t first, uint32_t second, double height,
                            uint32_t size) {
  tree_.push_back({first, second, height, size});
  return rows_.count + tree_.size() - 1;
}

// Merges equal rows at height 0 before all others, which spares the search most
// ties.
std::vector<WardRounds::Cluster> WardRounds::MergeEqualRows() {
  const std::vector<uint32_t> first = FirstEqualRows(rows_);
  std::vector<uint32_t> nodes(rows_.count), sizes(rows_.count);
  for (uint32_t row = 0; row < rows_.count; ++row) {
    const uint32_t f = first[row];
    ++sizes[f];
    nodes[f] = f == row ? row : Record(nodes[f], row, 0.0, sizes[f]);
  }
  std::vector<Cluster> distinct;
  distinct.reserve(rows_.count - tree_.size());
  for (uint32_t row = 0; row < rows_.count; ++row) {
    if (first[row] != row) continue;
    distinct.push_back({nodes[row], sizes[row], Centroid(rows_[row]), {}});
  }
  return distinct;
}

void WardRounds::Round() {
  const std::vector<Pair> pairs = ReciprocalPairs();
  if (pairs.empty()) {
    Refresh();
  } else {
    MergeAll(pairs);
  }
}

// Collects what `visit` finds for each slot, in the order of the slots.
template <typename Visit>
std::vector<WardRounds::Pair> WardRounds::CollectPairs(Visit visit) const {
  const size_t slots = clusters_.slots();
  std::vector<std::vector<Pair>> found(ThreadPool::ChunkCount(slots, kGrain));
  pool_.ParallelFor(slots, kGrain, [&](size_t begin, size_t end) {
    for (size_t slot = begin; slot < end; ++slot) {
      if (!clusters_.IsGone(slot)) visit(slot, found[begin / kGrain]);
    }
  });
  size_t count = 0;
  for (const std::vector<Pair>& some : found) count += some.size();
  std::vector<Pair> pairs;
  pairs.reserve(count);
  for (const std::vector<Pair>& some : found) {
    pairs.insert(pairs.end(), some.begin(), some.end());
  }
  return pairs;
}

// Returns the pairs of nodes that are each other's nearest.
std::vector<WardRounds::Pair> WardRounds::ReciprocalPairs() const {
  return CollectPairs([&](size_t slot, std::vector<Pair>& pairs) {
    const Entry* nearest = clusters_.closest(slot).Nearest();
    if (nearest == nullptr) return;
    const uint32_t node = clusters_.cluster(slot).node;
    if (nearest->node < node) return;
    const Entry* back =
        clusters_.closest(clusters_.SlotOf(nearest->node)).Nearest();
    if (back == nullptr || back->node != node) return;
    pairs.push_back({node, nearest->node, nearest->distance});
  });
}

void WardRounds::MergeAll(absl::Span<const Pair> pairs) {
  uint32_t node = rows_.count + tree_.size();
  for (const Pair& pair : pairs) {
    heirs_[pair.first] = heirs_[pair.second] = node++;
  }
  std::vector<Pair> inherited = InheritedPairs();
  clusters_.Append(MergedClusters(pairs));
  Offer(std::move(inherited));
  merges_since_refresh_ += pairs.size();
}

// Returns the pairs of nodes after the round whose parts knew each other
// before. All other pairs are no closer than the bounds of their parts: a
// merged cluster is never closer to a third one than the closer of its parts
// was.
std::vector<WardRounds::Pair> WardRounds::InheritedPairs() {
  std::vector<Pair> pairs =
      CollectPairs([&](size_t slot, std::vector<Pair>& inherited) {
        const uint32_t node = clusters_.cluster(slot).node, heir = heirs_[node];
        clusters_.closest(slot).RemoveIf([&](const Entry& other) {
          const uint32_t other_heir = heirs_[other.node];
          if (heir == node && other_heir == other.node) return false;
          if (heir != other_heir) {
            inherited.push_back(
                {std::min(heir, other_heir), std::max(heir, other_heir), 0.0});
          }
          return true;
        });
      });
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

std::vector<WardRounds::Cluster> WardRounds::MergedClusters(
    absl::Span<const Pair> pairs) {
  std::vector<Cluster> merged, others;
  merged.reserve(pairs.size());
  others.reserve(pairs.size());
  for (const Pair& pair : pairs) {
    merged.push_back(clusters_.Remove(clusters_.SlotOf(pair.first)));
    others.push_back(clusters_.Remove(clusters_.SlotOf(pair.second)));
  }
  pool_.ParallelFor(pairs.size(), kMergeGrain, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) Absorb(others[i], merged[i]);
  });
  for (size_t i = 0; i < pairs.size(); ++i) {
    merged[i].node =
        Record(merged[i].node, others[i].node,
               std::sqrt(pairs[i].squared_distance), merged[i].size);
  }
  return merged;
}

// Merges all of `other` but the node into `cluster`.
void WardRounds::Absorb(const Cluster& other, Cluster& cluster) const {
  cluster.size += other.size;
  cluster.centroid.MoveTowards(other.centroid,
                               static_cast<double>(other.size) / cluster.size,
                               rows_.dimension);
  cluster.closest.LowerBound(other.closest.bound());
}

// Computes the distances of pairs of nodes, and offers each node to the other.
void WardRounds::Offer(std::vector<Pair> pairs) {
  pool_.ParallelFor(pairs.size(), kGrain, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      pairs[i].squared_distance = clusters_.SquaredWardDistance(
          clusters_.SlotOf(pairs[i].first), clusters_.SlotOf(pairs[i].second));
    }
  });
  for (const Pair& pair : pairs) {
    const size_t first = clusters_.SlotOf(pair.first);
    const size_t second = clusters_.SlotOf(pair.second);
    clusters_.Offer(first, second, pair.squared_distance);
    clusters_.Offer(second, first, pair.squared_distance);
  }
}

// Searches again for clusters that know no nearest although they are the
// nearest of another, the closest first: as in a chain of nearest neighbours,
// each such search leads to a merge or to a closer pair. If there are too few,
// new chains begin at other clusters.
void WardRounds::Refresh() {
  const std::vector<double> asked = DistancesAsked();
  std::vector<Request> requests, beginnings;
  for (size_t slot = 0; slot < clusters_.slots(); ++slot) {
    if (clusters_.IsGone(slot) || clusters_.closest(slot).Nearest()) continue;
    if (asked[slot] < kNotAsked) {
      requests.push_back({asked[slot], slot});
    } else {
      beginnings.push_back({clusters_.closest(slot).bound(), slot});
    }
  }
  // Searches are cheaper in batches, and most of them will be needed anyway.
  // But with many more searches than merges, an unlucky order of merges would
  // repeat them without end.
  constexpr size_t kMin = 16, kMax = 64;
  const size_t count = std::clamp(2 * merges_since_refresh_, kMin, kMax);
  merges_since_refresh_ = 0;
  std::vector<size_t> slots;
  for (std::vector<Request>* wanted : {&requests, &beginnings}) {
    const size_t some = std::min(wanted->size(), count - slots.size());
    std::partial_sort(wanted->begin(), wanted->begin() + some, wanted->end());
    for (size_t i = 0; i < some; ++i) slots.push_back((*wanted)[i].second);
  }
  RefreshClosest(slots, clusters_, pool_);
}

// Returns for each slot the distance of the closest cluster whose nearest it
// is.
std::vector<double> WardRounds::DistancesAsked() const {
  std::vector<double> asked(clusters_.slots(), kNotAsked);
  for (size_t slot = 0; slot < clusters_.slots(); ++slot) {
    if (clusters_.IsGone(slot)) continue;
    const Entry* nearest = clusters_.closest(slot).Nearest();
    if (nearest == nullptr) continue;
    double& distance = asked[clusters_.SlotOf(nearest->node)];
    distance = std::min(distance, nearest->distance);
  }
  return asked;
}

}  // namespace

MergeTree BuildWardTree(const RowsView& rows, ThreadPool& pool) {
  return WardRounds(rows, pool).Run();
}

}  // namespace feluda
