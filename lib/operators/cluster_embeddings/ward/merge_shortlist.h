// A list of the clusters that may be among the few closest to one, of whose
// distances only intervals are known.
//
//   MergeShortlist shortlist;
//   if (low <= shortlist.limit()) shortlist.Add({slot, low, high});
//   if (shortlist.Full()) shortlist.Prune();
//   if (shortlist.Crowded()) ...  // compute exact distances, and Clear()
//
// Threads: not synchronised. Time: amortised O(1) for an addition. Memory: 12
// bytes times kCapacity.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_MERGE_SHORTLIST_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_MERGE_SHORTLIST_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "absl/types/span.h"
#include "lib/operators/cluster_embeddings/ward/closest_clusters.h"

namespace feluda {

class MergeShortlist {
 public:
  struct Candidate {
    uint32_t slot;
    // The distance is at least `low` and less than `high`.
    float low;
    float high;
  };

  static constexpr size_t kCapacity = 3 * ClosestClusters::kKept;

  // At least ClosestClusters::kKept clusters are closer than this, unless it is
  // infinite.
  float limit() const { return limit_; }
  void LowerLimit(float limit) { limit_ = std::min(limit_, limit); }

  // REQUIRES: !Full().
  void Add(const Candidate& candidate) { candidates_[size_++] = candidate; }
  bool Full() const { return size_ == kCapacity; }
  // Whether so many intervals overlap that more pruning would take too long.
  bool Crowded() const { return size_ > kCapacity * 2 / 3; }
  void Clear() { size_ = 0; }

  // Lowers the limit as far as the candidates allow, and removes those beyond
  // it.
  void Prune() {
    Candidate* const end = candidates_.begin() + size_;
    if (size_ >= ClosestClusters::kKept) {
      Candidate* last = candidates_.begin() + (ClosestClusters::kKept - 1);
      std::nth_element(candidates_.begin(), last, end,
                       [](const Candidate& a, const Candidate& b) {
                         return a.high < b.high;
                       });
      LowerLimit(last->high);
    }
    size_ = std::remove_if(candidates_.begin(), end,
                           [&](const Candidate& c) { return c.low > limit_; }) -
            candidates_.begin();
  }

  absl::Span<const Candidate> candidates() const {
    return {candidates_.data(), size_};
  }

 private:
  std::array<Candidate, kCapacity> candidates_;
  size_t size_ = 0;
  float limit_ = std::numeric_limits<float>::infinity();
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_MERGE_SHORTLIST_H_
