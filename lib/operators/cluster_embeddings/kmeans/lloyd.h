// The iterations of k-means from given centres to a local optimum.
//
//   const KMeansResult result =
//       IterateKMeans(rows, centers, LloydOptions(), pool);
//
// Lloyd's iterations ("Least squares quantization in PCM", IEEE Transactions on
// Information Theory 28, 1982) give each row to the nearest centre and move
// each centre to the mean of its rows. Here it moves on by `momentum` times
// what the mean moved by, as long as the centres' shifts shrink; once they
// grow, one iteration goes without (the adaptive restart of O'Donoghue and
// Candes, "Adaptive restart for accelerated gradient schemes", Foundations of
// Computational Mathematics 15, 2015). That takes about two thirds of the
// iterations on embeddings and two fifths on noise, to an inertia that is as
// low. Larger shifts loosen the bounds below, so no centre moves on once they
// spare half of the rows, nor from the hundredth iteration on: Lloyd's own
// iterations come to an end for certain.
//
// A row is compared with the centres only where Hamerly's bounds leave its
// cluster in doubt ("Making k-means even faster", SDM 2010), and a cluster's
// sum is updated by the rows that joined and left. Many centres are compared by
// rounded products, and where that leaves the nearest in doubt by differences,
// as a few are (center_search.h), so that rows may be far from the origin.
//
// A cluster that lost all its rows takes, from the clusters with distinct rows,
// the row that is furthest from its centre by the bounds, and all rows equal to
// it: equal rows always share a cluster. If there are fewer distinct rows than
// clusters, each of them is a cluster, and the other clusters have no row.
//
// The result is the same for any number of threads, and on every processor with
// fused multiply-add (x86 since AVX2, and ARM). Peak memory beside the input,
// the result among it, in bytes, for n rows of dimension d, k clusters and t
// threads: 16 n + 16 k d + 1024 t (k + 5), or, from 32 clusters on,
// 16 n + 18 k d + t (256 k + 128 d).

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_LLOYD_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_LLOYD_H_

#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct LloydOptions {
  int max_iterations = 300;
  // The end is reached once the squares of the distances from the centres to
  // the means of their rows sum to no more than this times the mean variance of
  // the columns; 0 or more.
  double tolerance = 1e-4;
  // From 0, which leaves Lloyd's own iterations, to below 1.
  double momentum = 0.7;
};

struct KMeansResult {
  // The cluster of each row: the one with the nearest centre, the lower of
  // equals.
  std::vector<int> labels;
  // A row for each cluster. A cluster without rows has the last centre that it
  // had.
  std::vector<float> centers;
  // Each row's distance to its centre, or a little more, and at most its
  // distance to any other.
  std::vector<float> own;
  std::vector<float> other;
  // The sum of the rows' squared distances to their centres.
  double inertia = 0.0;
  int iterations = 0;
  // Whether the tolerance was reached within max_iterations, as it is once no
  // row changes its cluster.
  bool converged = false;
};

// REQUIRES: 1 to rows.count centres, row-major; the options in their ranges,
// max_iterations at least 1; squared distances within float32.
KMeansResult IterateKMeans(const RowsView& rows, std::vector<float> centers,
                           const LloydOptions& options, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_LLOYD_H_
