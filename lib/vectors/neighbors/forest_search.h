// Searches for nearest neighbours approximately, in two ways, until nearly all
// are found. A forest of random projection trees (projection_trees.h) comes
// first: all pairs of rows within each leaf of each tree are compared, as
// products of matrices. When it has found seven tenths of the neighbours, those
// of each row, and the rows whose neighbour it is, are compared with each
// other, since neighbours of neighbours are likely to be neighbours (Dong,
// Moses and Li, "Efficient k-nearest neighbor graph construction for generic
// similarity measures", WWW 2011).
//
//   std::vector<ClosestRows::Entry> entries(rows.count * 2 * 23);
//   ForestSearch search(rows, /*keep=*/23, /*judged=*/15, entries.data(),
//   pool); do {
//     search.Improve(pool);
//   } while (search.recall() < 0.95 && search.IsWorthwhile(0.95));
//   search.Row(7);  // nearly the nearest rows of row 7
//
// How many are found is measured on a sample of rows: see recall_sample.h.
//
// Whether that is worthwhile depends on the rows: those that differ in a few
// directions need few trees, and noise more work than comparing all pairs. So
// the steps that are still needed are predicted by how fast the share of those
// not found has fallen, and their work is compared with that of all pairs, both
// counted in multiply-adds. As no clock is read, the same rows, options and
// processor give the same choice and the same result, for any number of
// threads.
//
// Peak memory beside the rows and the entries: for each row 300 bytes, 44 up to
// 128 columns, and 4 + 4 min(keep, 32) more where neighbours of neighbours are
// compared, with some 2 MiB for what they find; and for each thread 2 bytes for
// each number of a leaf's rows, of which there are up to 4 keep, but at least
// 256.

#ifndef LIB_VECTORS_NEIGHBORS_FOREST_SEARCH_H_
#define LIB_VECTORS_NEIGHBORS_FOREST_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/vectors/neighbors/closest_distinct_rows.h"
#include "lib/vectors/neighbors/closest_rows.h"
#include "lib/vectors/neighbors/prepared_rows.h"
#include "lib/vectors/neighbors/projection_trees.h"
#include "lib/vectors/neighbors/recall_sample.h"

namespace feluda {

class ForestSearch {
 public:
  // Whether so many rows are enough for a trial with one tree to cost little
  // beside comparing all pairs.
  static bool IsWorthTrying(size_t rows);

  // Of `keep` rows that are kept for each row, `judged` count into recall().
  // `entries` has space for 2 keep entries for each row.
  // REQUIRES: 1 <= judged <= keep < rows.count; the owners of the rows and of
  // the entries outlive this.
  ForestSearch(const PreparedRows& rows, size_t keep, size_t judged,
               ClosestRows::Entry* entries, ThreadPool& pool);

  // Takes a step: grows a tree, or compares neighbours of neighbours.
  void Improve(ThreadPool& pool);

  int trees() const { return trees_; }
  // How often neighbours of neighbours were compared.
  int joins() const { return joins_; }
  // The share of the neighbours that is found; 0 before the first step.
  double recall() const { return 1.0 - missed_.back(); }

  // Whether the steps that it probably takes to find that share cost less than
  // half of what comparing all pairs does. REQUIRES: a step was taken.
  bool IsWorthwhile(double recall) const;

  // The rows found, up to `keep`; fewer for rows whose leaves were small. Valid
  // until the next step.
  absl::Span<const ClosestRows::Entry> Row(size_t row) {
    return closest_[row].Sorted();
  }

 private:
  class Comparison;
  // A list of rows for each row.
  struct RowLists {
    std::vector<size_t> begins;
    std::vector<uint32_t> rows;

    absl::Span<const uint32_t> Of(size_t row) const {
      return absl::MakeConstSpan(rows).subspan(begins[row],
                                               begins[row + 1] - begins[row]);
    }
  };
  // A row that may be among the closest of another one.
  struct Discovery {
    uint32_t row;
    uint32_t other;
    float distance;
  };

  void GrowTree(ThreadPool& pool);
  void CompareLeaf(absl::Span<const uint32_t> leaf, Comparison& comparison);
  void Join(ThreadPool& pool);
  absl::Span<const ClosestRows::Entry> Joined(size_t row);
  RowLists ReverseNeighbors();
  void CompareNeighbors(size_t row, absl::Span<const uint32_t> reverse,
                        Comparison& comparison, std::vector<Discovery>& found);
  double JoinWork() const;

  const PreparedRows& rows_;
  const size_t keep_;
  const size_t judged_;
  const ProjectionTrees forest_;
  std::vector<ClosestDistinctRows> closest_;
  RecallSample sample_;
  int trees_ = 0;
  int joins_ = 0;
  // The share that was not found, before the first step and after each.
  std::vector<double> missed_ = {1.0};
  // Multiply-adds of the last tree.
  double tree_work_ = 0;
};

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_FOREST_SEARCH_H_
