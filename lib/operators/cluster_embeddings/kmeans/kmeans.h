// k-means finds clusters with nearly the least inertia, which is the sum of
// squared distances from rows to the centres of their clusters.
//
//   ThreadPool pool(/*threads=*/1);
//   KMeansOptions options;
//   options.n_clusters = 3;
//   const KMeansResult result = KMeans(rows, options, pool);
//   result.labels[7];  // the cluster of row 7
//
// Greedy k-means++ seeding (center_seeding.h), then iterations (lloyd.h). They
// end in a local optimum that depends on the seeding. So centres that would
// serve better elsewhere are moved (center_moves.h) and the iterations
// continue, as long as that pays: the inertia is about 1 % lower on embeddings
// of images, and varies less with the seed. Noise has no such centres; looking
// for them takes about 5 % of the time.
//
// The result is the same for any number of threads, and on every processor with
// fused multiply-add (x86 since AVX2, and ARM). The input is not copied.
//
// Peak memory beside the input, the result among it, in bytes, for n rows of
// dimension d, k clusters and t threads, with b = 1024 t (k + 5): the larger of
// n (16 + 4 floor(ln k)) + 4 k d + b for the seeding, where n is that of the
// sample and 4 n more if there is one (center_seeding.h), and
// 16 n + 16 k d + b for the iterations, or, from 32 clusters on,
// 16 n + 18 k d + t (256 k + 128 d). These take 4 (n + k d) more once centres
// were moved, and as much again with several starts.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_KMEANS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_KMEANS_H_

#include <cstdint>

#include "lib/base/thread_pool.h"
#include "lib/operators/cluster_embeddings/kmeans/lloyd.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct KMeansOptions {
  // Clusters to find: at least 1, at most the rows. Must be set.
  int n_clusters = 0;
  // Starts from different centres, at least 1, of which the one with the least
  // inertia is kept. Each costs as much as the first.
  int n_init = 1;
  // Iterations of each start, moves included; at least 1.
  int max_iterations = 300;
  // How many times a start may move centres; 0 is plain k-means.
  int max_moves = 8;
  // A start ends once the squares of the centres' shifts sum to no more than
  // `tolerance` times the mean variance of the columns; 0 or more.
  double tolerance = 1e-4;
  // How far the iterations move a centre on, from 0, which leaves Lloyd's own,
  // to below 1 (lloyd.h).
  double momentum = 0.7;
  uint32_t seed = 50;
};

// The clusters without rows have the highest numbers.
// REQUIRES: 1 <= n_clusters <= rows.count < 2^31; the other options in their
// ranges; all numbers finite, their squared distances within float32.
KMeansResult KMeans(const RowsView& rows, const KMeansOptions& options,
                    ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_KMEANS_H_
