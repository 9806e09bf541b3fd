// Distances between the rows of a matrix, exact to double: what a search for
// neighbours decides by in the end.
//
//   const ExactDistances distances(rows, Metric::kCosine, pool);
//   distances.Between(7, 9);  // of rows 7 and 9
//
// Threads: any number may call Between(). Memory: none beside the input for
// Metric::kEuclidean, 8 bytes a row for Metric::kCosine.

#ifndef LIB_VECTORS_NEIGHBORS_EXACT_DISTANCES_H_
#define LIB_VECTORS_NEIGHBORS_EXACT_DISTANCES_H_

#include <cstddef>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/vectors/neighbors/metric.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

class ExactDistances {
 public:
  // The rows must outlive this. REQUIRES: all numbers finite.
  ExactDistances(const RowsView& rows, Metric metric, ThreadPool& pool);

  const RowsView& rows() const { return rows_; }
  Metric metric() const { return metric_; }

  // Swapping the two changes no bit.
  float Between(size_t a, size_t b) const;

  // By what a row is multiplied to have length 1; 0 for a row of zeros.
  // REQUIRES: metric() == Metric::kCosine.
  double Scale(size_t row) const { return scales_[row]; }

 private:
  const RowsView rows_;
  const Metric metric_;
  std::vector<double> scales_;
};

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_EXACT_DISTANCES_H_
