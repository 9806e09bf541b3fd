// Keeps the few clusters closest to one cluster while clusters come and go.
//
//   ClosestClusters closest;
//   closest.Offer({distance, /*node=*/9, /*tie=*/9 ^ self});
//   closest.RemoveIf([&](const auto& entry) { return IsGone(entry.node); });
//   closest.Nearest();  // nullptr where none is known
//
// Every cluster that was offered, was not removed and is closer than bound() is
// kept. So as long as any cluster is kept, the nearest of all is among them,
// although there are at most kKept. The order of the offers does not matter.
//
// Threads: not synchronised. Time: O(1) for an offer that is not kept.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_CLOSEST_CLUSTERS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_CLOSEST_CLUSTERS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "absl/types/span.h"

namespace feluda {

class ClosestClusters {
 public:
  // With half as many, searches would repeat often; with twice as many, more
  // distances would be computed than used.
  static constexpr size_t kKept = 8;

  struct Entry {
    double distance;
    uint32_t node;
    // Orders equal distances; no two entries have the same tie.
    uint32_t tie;

    bool operator<(const Entry& other) const {
      return distance != other.distance ? distance < other.distance
                                        : tie < other.tie;
    }
  };

  // Removes what is not closer than `bound`, and refuses it from now on.
  void LowerBound(double bound) {
    bound_ = std::min(bound_, Entry{bound, 0, 0});
    RemoveIf([&](const Entry& entry) { return !(entry < bound_); });
  }

  // Keeps a cluster if it is closer than bound(). A cluster is kept once.
  void Offer(const Entry& entry) {
    if (!(entry < bound_) || Keeps(entry.node)) return;
    if (size_ < kKept) {
      entries_[size_++] = entry;
    } else {
      *Last() = entry;
    }
    if (size_ == kKept) bound_ = {Last()->distance, 0, Last()->tie + 1};
  }

  template <typename Predicate>
  void RemoveIf(Predicate predicate) {
    size_ =
        std::remove_if(entries_.begin(), entries_.begin() + size_, predicate) -
        entries_.begin();
  }

  // The clusters that are kept, in no order.
  absl::Span<const Entry> entries() const { return {entries_.data(), size_}; }

  // Returns the nearest cluster; nullptr if none is kept.
  const Entry* Nearest() const {
    if (size_ == 0) return nullptr;
    return std::min_element(entries_.begin(), entries_.begin() + size_);
  }

  // No cluster that is not kept is closer than this.
  double bound() const { return bound_.distance; }

 private:
  // REQUIRES: kKept are kept.
  Entry* Last() { return std::max_element(entries_.begin(), entries_.end()); }

  bool Keeps(uint32_t node) const {
    return std::any_of(entries().begin(), entries().end(),
                       [&](const Entry& entry) { return entry.node == node; });
  }

  std::array<Entry, kKept> entries_;
  size_t size_ = 0;
  Entry bound_ = {std::numeric_limits<double>::infinity(), 0, 0};
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_CLOSEST_CLUSTERS_H_
