// Keeps what a pass over pairs of blocks of rows finds, for later passes: which
// rows are near each other, as far as the capacity suffices, and which pairs of
// blocks must be compared again.
//
//   NearRows near(/*blocks=*/10, /*capacity=*/1024);
//   near.Add(3, 1, within);  // the result of Neighborhoods::Find(3, 1, within)
//   near.Drop(4, 2);
//   near.Known(3);         // the rows of block 3 that have rows near them
//   near.IsUnknown(2, 4);  // true
//
// Threads: Add() and Drop() may be called by one thread for each first block at
// a time; while none is called, any number may call the others. Memory in
// bytes, for n blocks: n^2 / 8, and 16 for each entry that is kept, of which a
// block has up to its capacity; a list that grows is there twice.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_NEAR_ROWS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_NEAR_ROWS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/span.h"

namespace feluda {

class NearRows {
 public:
  // A row of the first block, and the rows of another block that are near it, a
  // bit each.
  struct Entry {
    uint64_t others;
    uint32_t block;
    uint32_t row;
  };

  // Each first block may have up to `capacity` entries.
  NearRows(size_t blocks, size_t capacity)
      : capacity_(capacity),
        known_(blocks),
        words_(blocks / 64 + 1),
        unknown_(blocks * words_) {}

  // Keeps which rows of `b` are near each row of `a`: others[row] has a bit for
  // each. Drops the whole pair if that exceeds the capacity.
  // REQUIRES: a >= b; a pair is added or dropped once.
  void Add(size_t a, size_t b, absl::Span<const uint64_t> others) {
    std::vector<Entry>& known = known_[a];
    const size_t before = known.size();
    for (uint32_t row = 0; row < others.size(); ++row) {
      if (others[row] == 0) continue;
      if (known.size() == capacity_) {
        known.resize(before);
        Drop(a, b);
        return;
      }
      Grow(known);
      known.push_back({others[row], static_cast<uint32_t>(b), row});
    }
  }

  // Marks a pair as unknown.
  // REQUIRES: a >= b.
  void Drop(size_t a, size_t b) {
    unknown_[a * words_ + b / 64] |= uint64_t{1} << b % 64;
  }

  absl::Span<const Entry> Known(size_t a) const { return known_[a]; }

  // Whether the pair was dropped. The order of the two does not matter.
  bool IsUnknown(size_t a, size_t b) const {
    if (a < b) std::swap(a, b);
    return unknown_[a * words_ + b / 64] >> b % 64 & 1;
  }

 private:
  // A row of each block is near itself.
  static constexpr size_t kFirstEntries = 64;

  // Doubles the space of a list that is full, but never past the capacity.
  void Grow(std::vector<Entry>& known) const {
    if (known.size() < known.capacity()) return;
    known.reserve(
        std::min(capacity_, std::max(kFirstEntries, 2 * known.size())));
  }

  size_t capacity_;
  std::vector<std::vector<Entry>> known_;
  // Has words_ words for each first block, with a bit for each other block.
  size_t words_;
  std::vector<uint64_t> unknown_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_NEAR_ROWS_H_
