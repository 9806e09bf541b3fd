// Affinity propagation: clusters around exemplars, which are rows that other
// rows choose. Finds the number of clusters itself.
//
//   ThreadPool pool(/*threads=*/1);
//   const AffinityPropagationResult result =
//       PropagateAffinity(rows, AffinityPropagationOptions(), pool);
//   result.exemplars[result.labels[7]];  // the row that stands for row 7
//
// Frey and Dueck, "Clustering by passing messages between data points", Science
// 315 (2007), as scikit-learn does it: a similarity is the negative squared
// distance, and each row's preference for itself is the median similarity. At
// the end each cluster's exemplar becomes the row most similar to the others.
// If all rows are equally similar, no message is sent: the first row is the
// exemplar of all, unless they prefer themselves, as two different rows do.
//
// The result is the same for any number of threads, and on every processor with
// fused multiply-add (x86 since AVX2, and ARM). Others round products, which
// changes the outcome where messages oscillate instead of converging, such as
// those between large and dense groups at a damping of 0.5.
//
// Time: n^2 (d + iterations).
//
// Peak memory beside the input, the result among it, in bytes, for n rows:
// 4 s (3 n + n / 64 + 1) + 12 n, where s is n rounded up to an odd multiple of
// 16. These are the similarities and the messages in both directions, each a
// matrix of float32, which every iteration reads and two of which it changes.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_AFFINITY_PROPAGATION_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_AFFINITY_PROPAGATION_H_

#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct AffinityPropagationOptions {
  // The share of its old value that a message keeps: at least 0.5, below 1.
  // More damping calms messages that oscillate.
  double damping = 0.5;
  // Iterations, each of which sends every message once; at least 1.
  int max_messages = 200;
  // The exemplars are final after this many iterations without a change; at
  // least 1.
  int convergence_iterations = 15;
  // Seeds the noise that tells equal similarities apart.
  uint32_t seed = 50;
};

struct AffinityPropagationResult {
  // The cluster of each row; -1 for all if there is no exemplar, which happens
  // only where `converged` is false.
  std::vector<int> labels;
  // The row that is each cluster's exemplar, ascending.
  std::vector<int> exemplars;
  int iterations = 0;
  // Whether the exemplars became final. If not, they are those of the last
  // iteration.
  bool converged = false;
  // What the algorithm maximises: the similarities of all rows to their
  // exemplars plus the preferences of the exemplars. 0 if there are none.
  double net_similarity = 0.0;
};

// REQUIRES: 1 <= rows.count < 2^31; the options are in their ranges; all
// numbers finite, rows.count times their squared distances below 1e37.
AffinityPropagationResult PropagateAffinity(
    const RowsView& rows, const AffinityPropagationOptions& options,
    ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_AFFINITY_PROPAGATION_H_
