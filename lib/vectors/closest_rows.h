// The k rows closest to one row, kept while distances come in any order.
//
//   ClosestRows closest(/*k=*/2);
//   if (distance < closest.bound()) closest.Add(row, distance);
//   closest.Sorted();  // by distance and then by row
//
// What is kept does not depend on the order: equal distances go by row.
//
// Cost: amortised constant time an addition. Memory: 16 k bytes.

#ifndef LIB_VECTORS_CLOSEST_ROWS_H_
#define LIB_VECTORS_CLOSEST_ROWS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "absl/types/span.h"

namespace feluda {

class ClosestRows {
 public:
  struct Entry {
    uint32_t row;
    float distance;

    bool operator<(const Entry& other) const {
      return distance != other.distance ? distance < other.distance
                                        : row < other.row;
    }
  };

  // REQUIRES: k > 0.
  explicit ClosestRows(size_t k) : k_(k) { entries_.reserve(2 * k); }

  // No row further away can be among the closest.
  float bound() const { return bound_; }

  // A row is to be added once.
  void Add(uint32_t row, float distance) {
    entries_.push_back({row, distance});
    if (entries_.size() == 2 * k_) Shrink();
  }

  // Valid until the next addition; fewer than k where fewer were added.
  absl::Span<const Entry> Sorted() {
    if (entries_.size() > k_) Shrink();
    std::sort(entries_.begin(), entries_.end());
    return entries_;
  }

 private:
  void Shrink() {
    std::nth_element(entries_.begin(), entries_.begin() + (k_ - 1),
                     entries_.end());
    entries_.resize(k_);
    bound_ = entries_.back().distance;
  }

  size_t k_;
  std::vector<Entry> entries_;
  float bound_ = std::numeric_limits<float>::infinity();
};

}  // namespace feluda

#endif  // LIB_VECTORS_CLOSEST_ROWS_H_
