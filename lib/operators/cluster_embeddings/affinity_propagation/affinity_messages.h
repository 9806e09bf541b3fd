// The messages of affinity propagation: how well each row serves each other as
// its exemplar (responsibility), and how many want it to (availability).
//
//   AffinityMessages messages(similarities, pool);
//   for (int i = 0; i < 200; ++i) {
//     messages.Exchange(/*damping=*/0.5f, pool);
//   }
//   messages.Exemplars()[7];  // whether row 7 is one by now
//
// Frey and Dueck, "Clustering by passing messages between data points", Science
// 315 (2007). Availabilities are brought up to date when they are next read, so
// an exchange goes through the matrices once.
//
// The same bytes for any number of threads. Peak memory, in bytes, for n rows:
// 8 n (n + 31) + n (n + 31) / 16 + 17 n.

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

  // `damping` is the part that messages keep of what they were.
  // REQUIRES: 0 <= damping < 1.
  void Exchange(float damping, ThreadPool& pool);

  // Whether each row is an exemplar.
  const std::vector<bool>& Exemplars() const { return exemplars_; }

 private:
  // Sends the messages of row i, and adds to what each row was told.
  void ExchangeRow(size_t i, float damping, float* told);

  // Sums what the chunks told, and decides on exemplars.
  void Sum(float damping);

  const SimilarityMatrix& similarities_;
  // From each row to each other. On the diagonals are numbers that pass for no
  // message; what a row tells itself follows rules of its own and is below.
  AlignedMatrix responsibilities_;
  AlignedMatrix availabilities_;
  std::vector<float> own_responsibilities_;
  std::vector<float> own_availabilities_;
  // What each row was told: the positive responsibilities, and its own of
  // either sign. By chunk of rows, and in all.
  AlignedMatrix told_by_chunk_;
  AlignedMatrix told_;
  std::vector<bool> exemplars_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_AFFINITY_MESSAGES_H_
