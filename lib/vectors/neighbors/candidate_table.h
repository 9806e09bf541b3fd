// Where a search for neighbours keeps its candidates: 2 * keep() of each row,
// as ClosestRows wants them.
//
// A row's neighbours come to stand at the front of its own, in place of the
// candidates that they were chosen from, so that they take no memory beside
// them.
//
// Threads: any number, each for other rows. Memory: 16 keep() bytes a row.

#ifndef LIB_VECTORS_NEIGHBORS_CANDIDATE_TABLE_H_
#define LIB_VECTORS_NEIGHBORS_CANDIDATE_TABLE_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "lib/base/huge_pages.h"
#include "lib/vectors/neighbors/closest_rows.h"
#include "lib/vectors/neighbors/exact_distances.h"

namespace feluda {

class CandidateTable {
 public:
  CandidateTable(size_t rows, size_t keep)
      : keep_(keep), entries_(new ClosestRows::Entry[rows * 2 * keep]) {
    PreferHugePages(entries_.get(),
                    rows * 2 * keep * sizeof(ClosestRows::Entry));
  }

  size_t keep() const { return keep_; }
  ClosestRows::Entry* Row(size_t row) { return &entries_[row * 2 * keep_]; }

  // Puts the k nearest of a row's candidates, by exact distances, at its front.
  // The candidates may be there. REQUIRES: there are k at least, of whom only
  // the rows are looked at.
  void Settle(const ExactDistances& distances, size_t row,
              absl::Span<const ClosestRows::Entry> candidates, size_t k) {
    std::vector<ClosestRows::Entry> settled;
    settled.reserve(candidates.size());
    for (const ClosestRows::Entry& candidate : candidates) {
      settled.push_back({candidate.row, distances.Between(row, candidate.row)});
    }
    std::sort(settled.begin(), settled.end());
    std::copy_n(settled.begin(), k, Row(row));
  }

 private:
  const size_t keep_;
  const std::unique_ptr<ClosestRows::Entry[]> entries_;
};

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_CANDIDATE_TABLE_H_
