// The similarities of all pairs of rows for affinity propagation: their
// negative squared distances.
//
//   SimilarityMatrix similarities(rows, pool);
//   const double preference = similarities.Median(pool);
//   similarities.Prefer(preference);
//   similarities.Blur(random, pool);
//   similarities.Row(7)[2];  // the similarity of rows 7 and 2
//
// The result is the same for any number of threads. Peak memory, in bytes, for
// n rows: 4 n (n + 31), and 128 n + 16384 during Median().

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_SIMILARITY_MATRIX_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_SIMILARITY_MATRIX_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/data/random.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/aligned_matrix.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

class SimilarityMatrix {
 public:
  // REQUIRES: squared distances are below 5e36.
  SimilarityMatrix(const RowsView& rows, ThreadPool& pool);

  size_t size() const { return size_; }

  // The distance from one row to the next, as in AlignedMatrix. The numbers
  // past size() are far less than any similarity.
  size_t stride() const { return values_.stride(); }

  const float* Row(size_t row) const { return values_.Row(row); }

  // Whether every two different rows are equally similar.
  bool AllEqual() const;

  // The median of all size() * size() similarities, which includes those of
  // rows with themselves (0); the mean of the middle two if their number is
  // even. REQUIRES: neither Prefer() nor Blur() was called.
  double Median(ThreadPool& pool) const;

  // Sets the similarity of each row with itself.
  void Prefer(float preference);

  // Adds noise to each similarity: up to 2^-23 of it, or 2^-17 in a row that
  // equals another row; 2^-110 to a similarity of 0. Equal similarities would
  // keep the messages from settling. The matrix is not symmetric afterwards.
  // REQUIRES: Prefer() was called.
  void Blur(const RandomStream& random, ThreadPool& pool);

 private:
  void FillRows(const RowsView& rows, size_t begin, size_t end);

  // A number in a radix search: the leading digits that are known, the mask of
  // their bits, and the shift of the next digit.
  struct Digits {
    uint32_t found = 0;
    uint32_t mask = 0;
    int shift = 0;
  };

  // Returns the similarity of the pair of rows whose distance has this rank; 0
  // is the smallest.
  float OfDistanceRank(size_t rank, ThreadPool& pool) const;
  std::vector<size_t> CountNextDigits(const Digits& digits,
                                      ThreadPool& pool) const;

  const size_t size_;
  AlignedMatrix values_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_SIMILARITY_MATRIX_H_
