// Keeps the k rows closest to one row, from distances that come in any order.
//
//   ClosestRows::Entry entries[4];
//   ClosestRows closest(entries, /*k=*/2);
//   if (distance < closest.bound()) closest.Add(row, distance);
//   closest.Sorted();  // by distance and then by row
//
// The result does not depend on the order: among equal distances the lower row
// comes first.
//
// Entries are collected in a buffer of 2 k, and the k closest are selected only
// when it is full: constant time, amortised, for an addition.

#ifndef LIB_VECTORS_NEIGHBORS_CLOSEST_ROWS_H_
#define LIB_VECTORS_NEIGHBORS_CLOSEST_ROWS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

#include "absl/types/span.h"

namespace feluda {

class ClosestRows {
 public:
  struct Entry {
    uint32_t row;
    float distance;

    bool operator<(const Entry& other) const { return Order() < other.Order(); }

    // By distance and then by row: one comparison, since distances are not
    // negative and their bits thus have their order.
    uint64_t Order() const {
      uint32_t bits;
      std::memcpy(&bits, &distance, sizeof(bits));
      return uint64_t{bits} << 32 | row;
    }
  };

  // `entries` has space for 2 k entries, and must outlive this.
  // REQUIRES: k > 0.
  ClosestRows(Entry* entries, size_t k) : k_(k), entries_(entries) {}

  // A row at a distance above this is not among the closest.
  float bound() const { return bound_; }

  // Add each row at most once. REQUIRES: distance is +0 or more.
  void Add(uint32_t row, float distance) {
    entries_[size_++] = {row, distance};
    if (size_ == 2 * k_) Shrink();
  }

  // The closest rows, fewer than k if fewer were added. Valid until the next
  // Add().
  absl::Span<const Entry> Sorted() {
    if (size_ > k_) Shrink();
    std::sort(entries_, entries_ + size_);
    return {entries_, size_};
  }

 private:
  void Shrink() {
    std::nth_element(entries_, entries_ + (k_ - 1), entries_ + size_);
    size_ = k_;
    bound_ = entries_[k_ - 1].distance;
  }

  size_t k_;
  Entry* entries_;
  size_t size_ = 0;
  float bound_ = std::numeric_limits<float>::infinity();
};

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_CLOSEST_ROWS_H_
