// The rows of a search for neighbours: prepared so that squared distances have
// the order of the metric's distances, and rounded to 16 bits.
//
//   const PreparedRows rows(ExactDistances(matrix, Metric::kCosine, pool),
//   pool); RoundedProducts(rows.Slice(0, 9), rows.Slice(0, 9), products.data(),
//   9);
//   // The squared distance of rows 2 and 5, within Radii() and Error():
//   rows.norms()[2] + rows.norms()[5] - 2 * products[2 * 9 + 5];
//
// The mean of each column is subtracted for Metric::kEuclidean, and each row
// scaled to length 1 for Metric::kCosine. Equal rows stay equal.
//
// Threads: any number. Memory, in bytes, for n rows of dimension d:
// 2 n (d + 8), with d rounded up to a multiple of 32.

#ifndef LIB_VECTORS_NEIGHBORS_PREPARED_ROWS_H_
#define LIB_VECTORS_NEIGHBORS_PREPARED_ROWS_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/vectors/neighbors/exact_distances.h"
#include "lib/vectors/rounded_rows.h"

namespace feluda {

class PreparedRows {
 public:
  // REQUIRES: squared distances within float32.
  PreparedRows(const ExactDistances& distances, ThreadPool& pool);

  size_t count() const { return norms_.size(); }
  size_t dimension() const { return rounded_.dimension(); }
  const RoundedRows& rounded() const { return rounded_; }
  RoundedView Slice(size_t begin, size_t end) const {
    return rounded_.Slice(begin, end);
  }

  // The norms with which products give squared distances. A row of zeros is as
  // far from all others by angle as rows at a right angle are.
  absl::Span<const float> norms() const { return norms_; }

  // The most by which the exact distance of a row and any other differs from
  // that of the two rounded ones, and by which the square of that is rounded.
  float Radii(size_t row) const {
    return rounded_.Radius(row) + largest_radius_;
  }
  float Error(size_t row) const {
    return RoundedRows::kRounding * (norms_[row] + largest_norm_);
  }

 private:
  RoundedRows rounded_;
  std::vector<float> norms_;
  float largest_norm_ = 0.0f;
  float largest_radius_ = 0.0f;
};

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_PREPARED_ROWS_H_
