// The messages of affinity propagation. A responsibility says how well one row
// would serve another as its exemplar, an availability how much support among
// the rows a candidate has.
//
//   AffinityMessages messages(similarities, pool);
//   for (int i = 0; i < 200; ++i) {
//     messages.Exchange(/*damping=*/0.5f, pool);
//   }
//   messages.Exemplars()[7];  // whether row 7 is an exemplar now
//
// Frey and Dueck, "Clustering by passing messages between data points", Science
// 315 (2007). Availabilities are updated when they are next read, so that an
// exchange passes over the matrices once.
//
// The result is the same for any number of threads. Peak memory, in bytes, for
// n rows: 8 n (n + 31) + n (n + 31) / 16 + 17 n.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_AFFINITY_MESSAGES_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_AFFINITY_MESSAGES_H_

#include <cstddef>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/aligned_matrix.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/similarity_matrix.h"

namespace feluda {

class AffinityMessages {
 public:
  // REQUIRES: two rows or more; Prefer() was called. `similarities` must
  // outlive this.
  AffinityMessages(const SimilarityMatrix& similarities, ThreadPool& pool);

  // Sends every message once. `damping` is the share of its old value that a
  // message keeps.
  // REQUIRES: 0 <= damping < 1.
  void Exchange(float damping, ThreadPool& pool);

  // Whether each row is an exemplar.
  const std::vector<bool>& Exemplars() const { return exemplars_; }

 private:
  // Updates the messages of row i, and adds its responsibilities to `support`.
  void ExchangeRow(size_t i, float damping, float* support);

  // Sums the support from all chunks, and decides which rows are exemplars.
  void Sum(float damping);

  const SimilarityMatrix& similarities_;
  // The messages from each row to each other row. A row's messages to itself
  // follow other rules and are kept apart, below; the diagonals hold values
  // that influence no message.
  AlignedMatrix responsibilities_;
  AlignedMatrix availabilities_;
  std::vector<float> own_responsibilities_;
  std::vector<float> own_availabilities_;
  // The support of each row, by chunk of rows and in all: the sum of the
  // positive responsibilities that it was sent, and of its own of either sign.
  AlignedMatrix support_by_chunk_;
  AlignedMatrix support_;
  std::vector<bool> exemplars_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_AFFINITY_MESSAGES_H_
