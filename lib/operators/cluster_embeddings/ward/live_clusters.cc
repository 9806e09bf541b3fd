#include "lib/operators/cluster_embeddings/ward/live_clusters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "lib/vectors/centered_rows.h"

namespace feluda {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

// Clusters in a chunk.
constexpr size_t kGrain = 16;

}  // namespace

LiveClusters::LiveClusters(const RowsView& rows, ThreadPool& pool)
    : rows_(rows),
      pool_(pool),
      origin_(ColumnMeans(rows, pool)),
      slot_of_node_(2 * rows.count, kGone),
      centers_(rows.count, rows.dimension),
      norms_(rows.count),
      weights_(rows.count) {
  clusters_.reserve(rows.count);
}

size_t LiveClusters::Append(std::vector<Cluster> clusters) {
  // Searches spend time on slots that are gone.
  const size_t gone = slots() - living_;
  if (gone > slots() / 8 || slots() + clusters.size() > rows_.count) FillGaps();
  const size_t first = slots();
  for (Cluster& cluster : clusters) {
    slot_of_node_[cluster.node] = slots();
    clusters_.push_back(std::move(cluster));
  }
  living_ += clusters.size();
  pool_.ParallelFor(clusters.size(), kGrain, [&](size_t begin, size_t end) {
    std::vector<float> offset(rows_.dimension);
    for (size_t i = begin; i < end; ++i) WriteTerms(first + i, offset.data());
  });
  return first;
}

// With r the sum of the radii of two rounded centres, and D their distance,
// that of the exact ones is at least D - r, and for any t
//
//   (D - r)^2 >= (1 - t) (D^2 - r^2 / (t (1 - t))),
//
// where r^2 is at most twice the sum of the squared radii. So the norms can
// bear the error. `offset` is space for a centre.
void LiveClusters::WriteTerms(size_t slot, float* offset) {
  clusters_[slot].centroid.WriteOffset(origin_, offset);
  centers_.Set(slot, offset);
  constexpr double kOfRadius = 2.0 / (kTolerance * (1.0 - kTolerance));
  const double radius = centers_.Radius(slot);
  norms_[slot] = static_cast<float>(centers_.SquaredNorm(slot) *
                                        (1.0 - RoundedRows::kRounding) -
                                    kOfRadius * radius * radius);
  weights_[slot] = static_cast<float>(0.5 / clusters_[slot].size);
}

LiveClusters::Cluster LiveClusters::Remove(size_t slot) {
  Cluster removed = std::move(clusters_[slot]);
  clusters_[slot].node = kGone;
  slot_of_node_[removed.node] = kGone;
  // An infinite norm is no candidate for a cluster that has a limit.
  norms_[slot] = kInfinity;
  --living_;
  return removed;
}

// Moves the last clusters into the slots that are gone.
void LiveClusters::FillGaps() {
  size_t gap = 0, end = slots();
  while (true) {
    while (gap < end && !IsGone(gap)) ++gap;
    while (gap < end && IsGone(end - 1)) --end;
    if (gap == end) break;
    Move(--end, gap++);
  }
  clusters_.erase(clusters_.begin() + end, clusters_.end());
}

void LiveClusters::Move(size_t from, size_t to) {
  slot_of_node_[clusters_[from].node] = to;
  clusters_[to] = std::move(clusters_[from]);
  centers_.Copy(centers_, from, to);
  norms_[to] = norms_[from];
  weights_[to] = weights_[from];
}

double LiveClusters::SquaredWardDistance(size_t a, size_t b) const {
  const double of_a = clusters_[a].size, of_b = clusters_[b].size;
  return 2.0 * of_a * of_b / (of_a + of_b) *
         SquaredDistance(clusters_[a].centroid, clusters_[b].centroid,
                         rows_.dimension);
}

void LiveClusters::Offer(size_t slot, size_t other, double squared_distance) {
  const uint32_t node = clusters_[other].node;
  // Among equal distances, nodes that differ only in low bits come first: if
  // all distances are equal, neighbours pair off and many merge in one round.
  clusters_[slot].closest.Offer(
      {squared_distance, node, node ^ clusters_[slot].node});
}

LiveClusters::Range LiveClusters::SquaredDistanceOfCenters(
    size_t a, size_t b, float product) const {
  const float norms = centers_.SquaredNorm(a) + centers_.SquaredNorm(b);
  const float square = norms - 2.0f * product,
              error = RoundedRows::kRounding * norms;
  const float radii = centers_.Radius(a) + centers_.Radius(b);
  const float least = std::sqrt(std::max(0.0f, square - error)) - radii;
  const float most = std::sqrt(std::max(0.0f, square + error)) + radii;
  return {std::max(0.0f, least) * least, most * most};
}

}  // namespace feluda
