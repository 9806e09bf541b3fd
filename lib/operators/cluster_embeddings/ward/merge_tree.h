// The tree of an agglomerative clustering: which clusters merged, and at which
// height.
//
//   MergeTree tree = BuildWardTree(rows, pool);
//   tree.back().height;  // the height of the last merge
//   std::vector<int> labels = CutTree(tree, /*n_clusters=*/3);
//
// Nodes are numbered as in scipy.cluster.hierarchy: n rows are the nodes 0 to
// n - 1, and the i-th of the n - 1 merges makes node n + i.
//
// Threads: the functions depend on their arguments alone.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_MERGE_TREE_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_MERGE_TREE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace feluda {

struct Merge {
  // The nodes merged: first < second.
  uint32_t first;
  uint32_t second;
  // The distance between the two.
  double height;
  // The number of rows in both.
  uint32_t size;
};

using MergeTree = std::vector<Merge>;

// Sorts merges by height, equal ones in the order in which they were made, and
// renumbers the nodes. Raises a height that rounding left below a child's to
// the child's. REQUIRES: children come before their parents.
void SortByHeight(MergeTree& tree);

// Returns the cluster of each row if the tree is cut into `n_clusters`
// clusters. Clusters are numbered from 0 in the order of their first rows.
// REQUIRES: `tree` is sorted; 1 <= n_clusters <= tree.size() + 1.
std::vector<int> CutTree(const MergeTree& tree, size_t n_clusters);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_MERGE_TREE_H_
