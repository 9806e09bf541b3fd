// Scales rows whose squared distances float32 cannot hold: rows with numbers so
// large that sums of squared distances would overflow, or with numbers so small
// that squared distances would vanish. The factor is a power of two, which
// rounds nothing.
//
//   const ScaledRows scaled(embeddings);
//   const KMeansResult result = KMeans(scaled.rows(), options, pool);
//   scaled.SquareFromRows(result.inertia);  // of the embeddings
//
// Memory: 4 bytes a number if the rows are scaled, which is rare; else none.

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

  // The scaled rows. Float32 can hold ten times the sum of the squared
  // distances from any one row to all.
  const RowsView& rows() const { return rows_; }

  // Converts a distance between embeddings to one between the scaled rows; at
  // most the largest finite number.
  double ToRows(double distance) const;

  // Converts a distance between the scaled rows, or the square of one, back to
  // embeddings.
  double FromRows(double distance) const;
  double SquareFromRows(double square) const;

 private:
  // The rows are multiplied by 2^exponent_.
  int exponent_ = 0;
  std::vector<float> scaled_;
  RowsView rows_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_SCALED_ROWS_H_
