// Disjoint sets that can be joined, each named by its least element.
//
//   DisjointSets sets(10);
//   sets.Join(3, 7);
//   sets.Find(7);  // 3
//
// Find() uses path halving (Tarjan and van Leeuwen 1984). Threads: one at a
// time. Memory: 4 bytes an element.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_DISJOINT_SETS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_DISJOINT_SETS_H_

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace feluda {

class DisjointSets {
 public:
  // REQUIRES: count < 2^32.
  explicit DisjointSets(size_t count) : parents_(count) {
    std::iota(parents_.begin(), parents_.end(), 0);
  }

  // Returns the least element of the set of `element`.
  uint32_t Find(uint32_t element) {
    while (parents_[element] != element) {
      parents_[element] = parents_[parents_[element]];
      element = parents_[element];
    }
    return element;
  }

  void Join(uint32_t a, uint32_t b) {
    a = Find(a);
    b = Find(b);
    if (a > b) std::swap(a, b);
    parents_[b] = a;
  }

 private:
  std::vector<uint32_t> parents_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_DISJOINT_SETS_H_
