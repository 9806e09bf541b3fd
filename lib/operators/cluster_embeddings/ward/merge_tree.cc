#include "lib/operators/cluster_embeddings/ward/merge_tree.h"

#include <algorithm>
#include <numeric>

namespace feluda {
namespace {

void RaiseToChildren(MergeTree& tree) {
  const size_t rows = tree.size() + 1;
  for (Merge& merge : tree) {
    for (const uint32_t child : {merge.first, merge.second}) {
      if (child < rows) continue;
      merge.height = std::max(merge.height, tree[child - rows].height);
    }
  }
}

}  // namespace

void SortByHeight(MergeTree& tree) {
  RaiseToChildren(tree);
  const size_t rows = tree.size() + 1;
  std::vector<uint32_t> order(tree.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return tree[a].height < tree[b].height;
  });
  std::vector<uint32_t> places(tree.size());
  for (size_t i = 0; i < order.size(); ++i) places[order[i]] = i;
  const auto renumbered = [&](uint32_t node) {
    return node < rows ? node
                       : static_cast<uint32_t>(rows + places[node - rows]);
  };
  MergeTree sorted;
  sorted.reserve(tree.size());
  for (const uint32_t i : order) {
    const uint32_t a = renumbered(tree[i].first);
    const uint32_t b = renumbered(tree[i].second);
    sorted.push_back(
        {std::min(a, b), std::max(a, b), tree[i].height, tree[i].size});
  }
  tree = std::move(sorted);
}

std::vector<int> CutTree(const MergeTree& tree, size_t n_clusters) {
  const size_t rows = tree.size() + 1;
  const size_t merges = rows - n_clusters;
  std::vector<uint32_t> roots(rows + merges);
  std::iota(roots.begin(), roots.end(), 0);
  for (size_t i = merges; i-- > 0;) {
    roots[tree[i].first] = roots[tree[i].second] = roots[rows + i];
  }
  std::vector<int> numbers(roots.size(), -1);
  std::vector<int> labels(rows);
  int next = 0;
  for (size_t row = 0; row < rows; ++row) {
    int& number = numbers[roots[row]];
    if (number < 0) number = next++;
    labels[row] = number;
  }
  return labels;
}

}  // namespace feluda
