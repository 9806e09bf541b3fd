// Finds the nearest neighbours of every row among the others.
//
//   ThreadPool pool(/*threads=*/2);
//   NeighborOptions options;
//   options.k = 15;
//   const Neighbors neighbors = FindNeighbors(rows, options, pool);
//   neighbors.Row(7)[0];  // the index and distance of the row nearest to row 7
//
// Up to kMaxExactRows rows the search is exact: it computes the distance of
// every pair once, from products of blocks of the matrix with itself, and the
// distances of the nearest again in double. Above that it is hnswlib's (Malkov
// and Yashunin, "Efficient and robust approximate nearest neighbor search using
// hierarchical navigable small world graphs", IEEE TPAMI 2020), 24 links a row
// and 200 candidates. Of the 15 neighbours of each of 50,000 rows of dimension
// 512 it finds
//
//   1.000  if the rows differ in twenty directions and by a little noise
//   0.994  if they are noise around ten centres
//   0.84   if they are noise
//
// in six, eight and sixteen times the time of the exact search. As the time of
// the exact search grows with the square of the rows, both should take equally
// long at about 300,000 rows of the first kind.
//
// The same rows, options and processor give the same result for any number of
// threads.
//
// Peak memory above input and output, in bytes, for n rows of dimension d:
// exact n (4 d + 16 (k + 8) + 52) and 256 KiB a thread; hnswlib n (4 d + 320)
// and 3 MiB.

#ifndef LIB_VECTORS_NEAREST_NEIGHBORS_H_
#define LIB_VECTORS_NEAREST_NEIGHBORS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/vectors/metric.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// Above this many rows kAuto searches approximately.
inline constexpr size_t kMaxExactRows = 100000;

struct NeighborOptions {
  // Neighbours of each row, without the row itself.
  size_t k = 15;
  Metric metric = Metric::kEuclidean;
  enum class Search { kAuto, kExact, kApproximate };
  // kAuto chooses by the number of rows.
  Search search = Search::kAuto;
};

struct Neighbor {
  uint32_t row;
  // Measured by the metric of the options; not squared.
  float distance;
};

struct Neighbors {
  size_t k = 0;
  // k neighbours for each row, by distance and then by row.
  std::vector<Neighbor> values;

  absl::Span<const Neighbor> Row(size_t row) const {
    return absl::MakeConstSpan(values).subspan(row * k, k);
  }
};

// REQUIRES: all numbers finite, their squared distances within float32;
// 1 <= options.k < rows.count < 2^32.
Neighbors FindNeighbors(const RowsView& rows, const NeighborOptions& options,
                        ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_VECTORS_NEAREST_NEIGHBORS_H_
