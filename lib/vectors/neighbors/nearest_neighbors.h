// Finds the nearest neighbours of every row among the others.
//
//   ThreadPool pool(/*threads=*/2);
//   NeighborOptions options;
//   options.k = 15;
//   const Neighbors neighbors = FindNeighbors(rows, options, pool);
//   neighbors.Row(7)[0];  // the index and distance of the row nearest to row 7
//
// The search is exact, or approximate where that costs less. The exact search
// compares every pair once (pair_search.h). The approximate one compares the
// pairs within the leaves of random projection trees, and then neighbours of
// neighbours (forest_search.h), until it has found `options.recall` of the
// neighbours, as measured on a sample of rows. Which of them costs less depends
// on the rows: it is told by what the first trees find, beginning with some
// 16,000 rows. Neighbors::search says what was chosen and what was found.
//
// The same rows, options and processor give the same result for any number of
// threads.
//
// Peak memory beside the input, the result among it, in bytes, for n rows of
// dimension d, rounded up to a multiple of 32: exact n (2 d + 16 (k + 8) + 54)
// and 256 KiB a thread; approximate n (2 d + 16 (k + 8) + 300), where up to 128
// columns 4 d takes the place of 256, and, where neighbours of neighbours are
// compared, n (4 + 4 min(k + 8, 32)) and some 2 MiB more. Either takes
// n (16 (k + 8) + 8 k) at least, when the copy of the rows is gone.

#ifndef LIB_VECTORS_NEIGHBORS_NEAREST_NEIGHBORS_H_
#define LIB_VECTORS_NEIGHBORS_NEAREST_NEIGHBORS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/vectors/neighbors/metric.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct NeighborOptions {
  // Neighbours of each row, without the row itself.
  size_t k = 15;
  Metric metric = Metric::kEuclidean;
  enum class Search {
    // What costs less.
    kAuto,
    kExact,
    // Whatever it costs, which for rows of noise is more than kExact does.
    kApproximate,
  };
  Search search = Search::kAuto;
  // The share of the neighbours that the approximate search is to find.
  double recall = 0.95;
};

// How neighbours were searched for.
struct NeighborSearch {
  // Of the approximate search; 0 if the search was exact.
  int trees = 0;
  // How often it compared neighbours of neighbours.
  int joins = 0;
  // The share of the neighbours that was found, measured on a sample of rows.
  double recall = 1.0;
};

struct Neighbor {
  uint32_t row;
  // Measured by the metric of the options; not squared.
  float distance;
};

struct Neighbors {
  size_t k = 0;
  NeighborSearch search;
  // k neighbours for each row, by distance and then by row.
  std::vector<Neighbor> values;

  absl::Span<const Neighbor> Row(size_t row) const {
    return absl::MakeConstSpan(values).subspan(row * k, k);
  }
};

// REQUIRES: all numbers finite, their squared distances within float32;
// 1 <= options.k < rows.count < 2^32; 0 < options.recall <= 1.
Neighbors FindNeighbors(const RowsView& rows, const NeighborOptions& options,
                        ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_NEAREST_NEIGHBORS_H_
