// The similarity of every two rows for affinity propagation: less their squared
// distance.
//
//   SimilarityMatrix similarities(rows, pool);
//   const double preference = similarities.Median(pool);
//   similarities.Prefer(preference);
//   similarities.Blur(random, pool);
//   similarities.Row(7)[2];  // of rows 7 and 2
//
// The same bytes for any number of threads. Peak memory, in bytes, for n rows:
// 4 n (n + 31), and 128 n + 16384 during Median().

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

  // The numbers of a row as in AlignedMatrix; those past size() are far less
  // than any similarity.
  size_t stride() const { return values_.stride(); }

  const float* Row(size_t row) const { return values_.Row(row); }

  // Whether every two different rows are equally similar.
  bool AllEqual() const;

  // Of all size() * size() similarities, those of rows with themselves (0)
  // among them; the mean of the middle two where their number is even.
  // REQUIRES: neither of the two below was called.
  double Median(ThreadPool& pool) const;

  // Sets the similarity of each row with itself.
  void Prefer(float preference);

  // Changes each similarity by chance, by up to 2^-23 of it, or 2^-17 for a row
  // that equals another, and one of 0 by up to 2^-110: equal ones would keep
  // the messages from settling. That of rows i and j is not that of j and i
  // from here on.
  // REQUIRES: Prefer() was called.
  void Blur(const RandomStream& random, ThreadPool& pool);

 private:
  void FillRows(const RowsView& rows, size_t begin, size_t end);

  // Digits of a number's bits, from the highest on, and how far the next one is
  // from the lowest.
  struct Digits {
    uint32_t found = 0;
    uint32_t mask = 0;
    int shift = 0;
  };

  // The similarity of the two rows whose distance has this rank among all,
  // counted from the smallest and 0.
  float OfDistanceRank(size_t rank, ThreadPool& pool) const;
  std::vector<size_t> CountNextDigits(const Digits& digits,
                                      ThreadPool& pool) const;

  const size_t size_;
  AlignedMatrix values_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_SIMILARITY_MATRIX_H_
