// The rows of embeddings as computations in float32 can take them: where
// numbers are so large that sums of squared distances would overflow, or all so
// small that squared distances would vanish, times a power of two, which rounds
// nothing.
//
//   const ScaledRows scaled(embeddings);
//   const KMeansResult result = KMeans(scaled.rows(), options, pool);
//   scaled.SquareFromRows(result.inertia);  // of the embeddings
//
// Memory: none where nothing is scaled, as a rule, and 4 bytes a number else.

#ifndef LIB_OPERATORS_SCALED_ROWS_H_
#define LIB_OPERATORS_SCALED_ROWS_H_

#include <vector>

#include "lib/base/embeddings.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

class ScaledRows {
 public:
  // `embeddings` must outlive this.
  // REQUIRES: all numbers finite.
  explicit ScaledRows(const Embeddings& embeddings);
  ScaledRows(const ScaledRows&) = delete;
  ScaledRows& operator=(const ScaledRows&) = delete;

  // Ten times the sum of the squared distances of any one row to all is within
  // float32.
  const RowsView& rows() const { return rows_; }

  // What a distance between embeddings is between the rows; at most the largest
  // finite number.
  double ToRows(double distance) const;

  // What a distance between the rows, or the square of one, is between
  // embeddings.
  double FromRows(double distance) const;
  double SquareFromRows(double square) const;

 private:
  // Of the power of two.
  int exponent_ = 0;
  std::vector<float> scaled_;
  RowsView rows_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_SCALED_ROWS_H_
