// The tree of an agglomerative clustering: which clusters merged, and at which
// height.
//
//   MergeTree tree = BuildWardTree(rows, pool);
//   tree.back().height;  // at which the last two clusters became one
//   std::vector<int> labels = CutTree(tree, /*n_clusters=*/3);
//
// Nodes are numbered as in scipy.cluster.hierarchy: of n rows the rows are the
// nodes 0 to n - 1, and the i-th merge makes node n + i. A tree of n rows has
// n - 1 merges.
//
// Threads: functions of their arguments alone.

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
  // Rows of the two together.
  uint32_t size;
};

using MergeTree = std::vector<Merge>;

// Puts merges that stand in the order in which they were made (children before
// parents) in ascending order of their heights, of equal ones the earlier
// first, and numbers the nodes anew. A height below that of a child, as
// rounding leaves some, becomes the child's.
void SortByHeight(MergeTree& tree);

// The cluster of each row when the tree is cut so that `n_clusters` remain.
// Clusters are numbered from 0 in the order of their first rows.
// REQUIRES: `tree` is sorted; 1 <= n_clusters <= tree.size() + 1.
std::vector<int> CutTree(const MergeTree& tree, size_t n_clusters);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_MERGE_TREE_H_
