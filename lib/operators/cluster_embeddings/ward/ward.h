// Ward's agglomerative clustering: starts with a cluster for each row, and
// merges the two clusters whose union adds least to the sum of squared
// distances from rows to their centres, until one cluster is left.
//
//   ThreadPool pool(/*threads=*/1);
//   const MergeTree tree = BuildWardTree(rows, pool);
//   const std::vector<int> labels = CutTree(tree, /*n_clusters=*/10);
//
// Heights are those of scipy.cluster.hierarchy.linkage(rows, "ward"): the
// height at which two rows merge is their distance. The tree equals that of
// exact arithmetic, up to rounding in double; where distances are equal, the
// indices of the rows decide. The result is the same for any number of threads.
//
// Two clusters that are each other's nearest remain so whatever else merges
// (Bruynooghe 1978; Murtagh, "A survey of recent advances in hierarchical
// clustering algorithms", Computer Journal 26, 1983), so all such pairs merge
// at once, in rounds. Each cluster remembers the few clusters closest to it,
// and a lower bound of the distance to all others, so that most know their
// nearest in the next round without a search.
//
// Time: O(rows^2 * dimension). Peak memory beside the input, the result among
// it, in bytes, for n rows of dimension d: the larger of 2 n d + 570 n and
// 256 KiB a thread for the first search, and up to 6 n d + 570 n for the
// merges. They take that much where every row merges in the first round: half
// as many centres are then kept in double as there are rows.

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
