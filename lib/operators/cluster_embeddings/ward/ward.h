// Ward's agglomerative clustering: from one cluster a row on, the two clusters
// merge whose union adds least to the sum of squared distances of rows to their
// centres, until one is left.
//
//   ThreadPool pool(/*threads=*/1);
//   const MergeTree tree = BuildWardTree(rows, pool);
//   const std::vector<int> labels = CutTree(tree, /*n_clusters=*/10);
//
// Heights are those of scipy.cluster.hierarchy.linkage(rows, "ward"): for two
// rows their distance. The tree is that of exact arithmetic, up to rounding in
// double; where distances are equal the choice depends on the rows' indices
// alone. The same rows give the same bytes for any number of threads.
//
// No two clusters that are each other's nearest are ever parted by what else
// merges (Bruynooghe 1978; Murtagh, "A survey of recent advances in
// hierarchical clustering algorithms", Computer Journal 26, 1983), so all such
// pairs merge at once, in rounds. Each cluster remembers the few closest to it,
// and everything else is known to be further away: most keep a nearest from
// round to round without a search.
//
// Time: O(rows^2 * dimension). Peak memory above input and output, in bytes,
// for n rows of dimension d: 8 n d + 600 n + 1 KiB d + 260 KiB a thread.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_WARD_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_WARD_H_

#include "lib/base/thread_pool.h"
#include "lib/operators/cluster_embeddings/ward/merge_tree.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct WardOptions {
  // Where CutTree() cuts the tree: at least 1, at most the rows. Must be set.
  int n_clusters = 0;
};

// REQUIRES: 1 <= rows.count < 2^31; all numbers finite, and rows.count times
// their squared distances within float32.
MergeTree BuildWardTree(const RowsView& rows, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_WARD_H_
