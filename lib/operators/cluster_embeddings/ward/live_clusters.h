// The clusters that an agglomerative clustering has at one time: their sizes,
// exact centres, which clusters each knows to be closest, and what a search
// needs of them as contiguous arrays of float32.
//
// A cluster has a node, its number for good, and a slot, its place in the
// arrays until the next Append(). Slots of clusters that were taken away stay
// until then too, and are to be skipped.
//
// Threads: constant methods may be called from any number of threads, and so
// may methods of one slot each; Append() shares its work.
// Peak memory in bytes, for n rows of dimension d: 8 n d + 300 n.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_LIVE_CLUSTERS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_LIVE_CLUSTERS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/cluster_embeddings/ward/centroid.h"
#include "lib/operators/cluster_embeddings/ward/closest_clusters.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

class LiveClusters {
 public:
  struct Cluster {
    uint32_t node;
    uint32_t size;
    Centroid centroid;
    ClosestClusters closest;
  };

  static constexpr uint32_t kGone = ~uint32_t{0};

  // No clusters yet. `rows` are those that centroids are made of.
  LiveClusters(const RowsView& rows, ThreadPool& pool);

  // Puts clusters into a slot each, one after the other; returns the first.
  // REQUIRES: there are no more living clusters than rows.
  size_t Append(std::vector<Cluster> clusters);

  // Takes a cluster away.
  Cluster Remove(size_t slot);

  // Slots, of living and of removed clusters.
  size_t slots() const { return clusters_.size(); }
  size_t living() const { return living_; }
  bool IsGone(size_t slot) const { return clusters_[slot].node == kGone; }

  // kGone where it lives no more.
  uint32_t SlotOf(uint32_t node) const { return slot_of_node_[node]; }
  const Cluster& cluster(size_t slot) const { return clusters_[slot]; }

  // Twice the growth of the sum of squares if the two merged: the square of
  // Ward's distance. Exact to double; swapping the two changes no bit.
  double SquaredWardDistance(size_t a, size_t b) const;

  // What is known of the clusters closest to that of `slot`.
  const ClosestClusters& closest(size_t slot) const {
    return clusters_[slot].closest;
  }
  ClosestClusters& closest(size_t slot) { return clusters_[slot].closest; }
  // Offers `other`, at that squared distance, to those closest to `slot`.
  void Offer(size_t slot, size_t other, double squared_distance);

  // The centres, moved by one offset for all and rounded.
  RowsView Centers(size_t begin, size_t end) const {
    return RowsView(centers_.data(), rows_.count, rows_.dimension)
        .Slice(begin, end);
  }
  // A number each slot: the squared norm of its center times
  // (1 - RelativeError()), and 1 / (2 * rows).
  const float* norms() const { return norms_.data(); }
  const float* weights() const { return weights_.data(); }
  // How far |A|^2 + |B|^2 - 2 A B may be off in float32, of |A|^2 + |B|^2.
  double RelativeError() const;

 private:
  void FillGaps();
  void Move(size_t from, size_t to);
  void WriteTerms(size_t slot);

  const RowsView rows_;
  ThreadPool& pool_;
  const std::vector<double> origin_;
  size_t living_ = 0;
  std::vector<uint32_t> slot_of_node_;
  // One a slot each.
  std::vector<Cluster> clusters_;
  std::vector<float> centers_;
  std::vector<float> norms_;
  std::vector<float> weights_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_LIVE_CLUSTERS_H_
