// DBSCAN: a cluster is what can be reached from dense points by short steps;
// the rest is noise (Ester, Kriegel, Sander and Xu, "A density-based algorithm
// for discovering clusters in large spatial databases with noise", KDD 1996).
//
//   DbscanOptions options;
//   options.eps = 12.0;
//   ThreadPool pool(/*threads=*/1);
//   const DbscanClusters found = Dbscan(rows, options, pool);
//   found.labels[7];  // the cluster of row 7, or DbscanClusters::kNoise
//
// A row is a core point if at least `min_samples` rows, itself among them, are
// within `eps` of it. Core points within `eps` of each other belong to one
// cluster. Any other row within `eps` of core points belongs to the first of
// their clusters. Clusters are numbered from 0 in the order of their first core
// points. The labels are the same as scikit-learn's. Distances near `eps` are
// computed in double; the result is the same for any number of threads.
//
// Rows are sorted into blocks of 64 neighbours, and rounded to 16 bits; pairs
// that rounding leaves in doubt are decided in double. Pairs of blocks are
// skipped if they are too far apart, or if nothing new can be learnt: all rows
// of both are known to be core points, or both are in one cluster already. The
// first pass counts neighbours, and keeps which rows are near each other as
// long as they are few.
//
// Time: O(n^2 d) at worst; far less if blocks are apart, or most are dense.
// Peak memory beside the input, the result among it, in bytes, for n rows of
// dimension d: n (2.19 d + 51) + n^2 / 32768 and 256 d a thread where rows are
// apart, and up to n (d + 112) more, for the pairs that are kept, where they
// are near each other.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_DBSCAN_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_DBSCAN_H_

#include <cstddef>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct DbscanOptions {
  // The longest step: above 0. Distances of exactly `eps` are within it.
  double eps = 0.5;
  // How many rows within `eps` make a row a core point, itself among them: at
  // least 1.
  int min_samples = 5;
};

struct DbscanClusters {
  static constexpr int kNoise = -1;

  // The cluster of each row, or kNoise.
  std::vector<int> labels;
  size_t clusters = 0;
  size_t core_points = 0;
  size_t noise_points = 0;
};

// REQUIRES: 1 <= rows.count < 2^31; all numbers finite, and their squared
// distances within float32; the options in the ranges above.
DbscanClusters Dbscan(const RowsView& rows, const DbscanOptions& options,
                      ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_DBSCAN_H_
