// Keeps the sum and the number of the rows of each cluster. When labels change,
// only the rows whose label changed are read again.
//
//   ClusterSums sums(rows, /*clusters=*/2);
//   sums.Follow(labels, pool);
//   sums.GetMean(/*cluster=*/0, mean.data());
//
// Sums are in double; each row that joins or leaves a cluster rounds its sum
// once. The result is the same for any number of threads.
//
// Peak memory, in bytes, for n rows of dimension d and k clusters:
// 4 n + 8 k (d + 1).

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CLUSTER_SUMS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CLUSTER_SUMS_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// Adds `factor` times the values to as many sums; the factor is 1 or -1, so
// that the product is exact.
void AddTimes(double factor, absl::Span<const float> values, double* sums);

class ClusterSums {
 public:
  // The rows must outlive this. No row is in a cluster yet.
  ClusterSums(const RowsView& rows, size_t clusters);

  // Moves rows between clusters to match `labels`.
  // REQUIRES: a label for each row, from 0 on, below `clusters`.
  void Follow(absl::Span<const int> labels, ThreadPool& pool);

  // The number of a cluster's rows.
  size_t Count(size_t cluster) const { return counts_[cluster]; }

  // Writes the mean of a cluster's rows.
  // REQUIRES: it has rows.
  void GetMean(size_t cluster, float* mean) const;

  // Writes the mean of all rows in clusters.
  // REQUIRES: there are some.
  void GetMeanOfAll(float* mean) const;

 private:
  static constexpr int kNone = -1;

  void MoveColumns(absl::Span<const int> labels, size_t begin, size_t end);

  const RowsView rows_;
  std::vector<double> sums_;
  std::vector<size_t> counts_;
  // The labels that the sums match.
  std::vector<int> labels_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CLUSTER_SUMS_H_
