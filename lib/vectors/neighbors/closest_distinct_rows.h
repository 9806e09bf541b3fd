// Keeps the k rows closest to one row, where the same row may come again.
//
//   ClosestRows::Entry entries[4];
//   ClosestDistinctRows closest(entries, /*k=*/2);
//   if (distance <= closest.bound()) closest.Add(row, distance);
//   closest.Sorted();  // by distance and then by row, each row once
//
// The result does not depend on the order, and equals that of ClosestRows
// (closest_rows.h) for the rows without repetitions.
//
// The closest rows stand sorted at the front of a buffer of 2 k, so that one
// that comes again is found and left out. Others are collected behind them, and
// sorted with them when the buffer is full: log k time, amortised, for an
// addition.

#ifndef LIB_VECTORS_NEIGHBORS_CLOSEST_DISTINCT_ROWS_H_
#define LIB_VECTORS_NEIGHBORS_CLOSEST_DISTINCT_ROWS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "absl/types/span.h"
#include "lib/vectors/neighbors/closest_rows.h"

namespace feluda {

class ClosestDistinctRows {
 public:
  using Entry = ClosestRows::Entry;

  // `entries` has space for 2 k entries, and must outlive this.
  // REQUIRES: k > 0.
  ClosestDistinctRows(Entry* entries, size_t k)
      : entries_(entries), k_(static_cast<uint32_t>(k)) {}

  // A row at a distance above this is not among the closest.
  float bound() const { return bound_; }

  // Whether the row is known to be among the closest: all of them are after
  // Sorted(), until the next Add().
  bool Has(uint32_t row, float distance) const {
    if (sorted_ == 0) return false;
    // A binary search without branches, which would be mispredicted half of the
    // time.
    const uint64_t order = Entry{row, distance}.Order();
    const Entry* first = entries_;
    for (size_t left = sorted_; left > 1; left -= left / 2) {
      first = first[left / 2].Order() <= order ? first + left / 2 : first;
    }
    return first->Order() == order;
  }

  // REQUIRES: a row that comes again has the same distance.
  void Add(uint32_t row, float distance) {
    if (Has(row, distance)) return;
    entries_[size_++] = {row, distance};
    if (size_ == 2 * k_) Sort();
  }

  // The closest rows, fewer than k if fewer were added. Valid until the next
  // Add().
  absl::Span<const Entry> Sorted() {
    if (sorted_ < size_) Sort();
    return {entries_, size_};
  }

 private:
  void Sort() {
    std::sort(entries_, entries_ + size_);
    Entry* end = std::unique(
        entries_, entries_ + size_,
        [](const Entry& a, const Entry& b) { return a.row == b.row; });
    size_ = std::min(k_, static_cast<uint32_t>(end - entries_));
    sorted_ = size_;
    if (size_ == k_) bound_ = entries_[k_ - 1].distance;
  }

  Entry* entries_;
  uint32_t k_;
  uint32_t size_ = 0;
  uint32_t sorted_ = 0;
  float bound_ = std::numeric_limits<float>::infinity();
};

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_CLOSEST_DISTINCT_ROWS_H_
