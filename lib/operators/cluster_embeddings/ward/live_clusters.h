// The clusters that exist at one time of an agglomerative clustering: their
// sizes, their exact centres, the clusters that each knows to be closest, and
// contiguous arrays of rounded numbers for searches.
//
// A cluster has a node, which is its permanent number, and a slot, which is its
// place in the arrays until the next Append(). Slots of removed clusters stay
// until then too; skip them.
//
// Threads: any number may call constant methods, and, each for another slot,
// the others. Append() is for one thread, and shares its work with the pool.
// Peak memory in bytes, for n rows of dimension d: 6 n d + 310 n.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_LIVE_CLUSTERS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_LIVE_CLUSTERS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/cluster_embeddings/ward/centroid.h"
#include "lib/operators/cluster_embeddings/ward/closest_clusters.h"
#include "lib/vectors/rounded_rows.h"
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

  // Starts without clusters. The centroids of those that are added refer to
  // `rows`.
  LiveClusters(const RowsView& rows, ThreadPool& pool);

  // Puts the clusters into consecutive slots and returns the first. REQUIRES:
  // there are no more living clusters than rows.
  size_t Append(std::vector<Cluster> clusters);

  // Removes a cluster and returns it.
  Cluster Remove(size_t slot);

  // The number of slots, of living and of removed clusters.
  size_t slots() const { return clusters_.size(); }
  size_t living() const { return living_; }
  bool IsGone(size_t slot) const { return clusters_[slot].node == kGone; }

  // The slot of a node; kGone if it was removed.
  uint32_t SlotOf(uint32_t node) const { return slot_of_node_[node]; }
  const Cluster& cluster(size_t slot) const { return clusters_[slot]; }

  // The square of Ward's distance: twice the growth of the sum of squares if
  // the two merged. Exact to double; swapping the two changes no bit.
  double SquaredWardDistance(size_t a, size_t b) const;

  // The clusters that the one in `slot` knows to be closest.
  const ClosestClusters& closest(size_t slot) const {
    return clusters_[slot].closest;
  }
  ClosestClusters& closest(size_t slot) { return clusters_[slot].closest; }
  // Offers `other`, at that squared distance, to the cluster in `slot`.
  void Offer(size_t slot, size_t other, double squared_distance);

  // The centres, all moved by the same offset and rounded.
  const RoundedRows& centers() const { return centers_; }
  // For each slot: a term of a bound of the squared distance of two exact
  // centres,
  //
  //   |A - B|^2 >= (1 - kTolerance) (norms()[a] + norms()[b] - 2 product),
  //
  // with the product of the rounded centres; and 1 / (2 * rows of the cluster).
  const float* norms() const { return norms_.data(); }
  const float* weights() const { return weights_.data(); }
  static constexpr float kTolerance = 0x1p-10f;

  // Nearer bounds of the same.
  struct Range {
    float least;
    float most;
  };
  Range SquaredDistanceOfCenters(size_t a, size_t b, float product) const;

 private:
  void FillGaps();
  void Move(size_t from, size_t to);
  void WriteTerms(size_t slot, float* offset);

  const RowsView rows_;
  ThreadPool& pool_;
  const std::vector<double> origin_;
  size_t living_ = 0;
  std::vector<uint32_t> slot_of_node_;
  // One element for each slot.
  std::vector<Cluster> clusters_;
  RoundedRows centers_;
  std::vector<float> norms_;
  std::vector<float> weights_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_LIVE_CLUSTERS_H_
