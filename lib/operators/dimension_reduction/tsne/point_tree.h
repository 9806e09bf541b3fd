// Points in one to three dimensions, halved again and again along the widest
// axis: a k-d tree (Bentley, "Multidimensional binary search trees used for
// associative searching", Communications of the ACM 18, 1975) whose every node
// knows how many points it has, where, and their centre.
//
//   PointTree tree(points.dimension, points.count);
//   tree.Arrange(points, pool);
//   tree.Update(points, pool);
//   tree.node(PointTree::kRoot).centre[0];
//
// Arranging is the sort and the larger cost. Points that have moved a little
// need an update only: the nodes are exact for any arrangement, and merely
// larger than need be for an old one.
//
// Coordinates are given by axis: points[axis][i]. Node i's halves are nodes
// 2 i and 2 i + 1, and what a node holds is a run of places, the order that the
// arrangement has put the points in.
//
// Threads: one at a time may change the tree; the same bytes for any number of
// pool. Memory: for n points 40 n bytes.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_POINT_TREE_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_POINT_TREE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

class PointTree {
 public:
  static constexpr size_t kMaxAxes = 3;
  static constexpr size_t kLeafPoints = 8;
  static constexpr size_t kRoot = 1;

  struct Node {
    // The box around the points, and their mean; axes that are not there are 0.
    float lower[kMaxAxes];
    float upper[kMaxAxes];
    float centre[kMaxAxes];
    // 0 in nodes that only fill up the tree.
    uint32_t points;
    // Of the box's longest side.
    float square_width;
  };

  // REQUIRES: points > 0, 1 <= axes <= kMaxAxes.
  PointTree(size_t points, size_t axes);

  // Puts neighbours next to each other; Update() is to follow.
  void Arrange(const RowsView& points, ThreadPool& pool);

  // Takes the points' new coordinates.
  void Update(const RowsView& points, ThreadPool& pool);

  size_t points() const { return order_.size(); }
  size_t axes() const { return axes_; }
  // A power of two; leaf l is node leaves() + l and holds the places from
  // l * kLeafPoints on.
  size_t leaves() const { return leaves_; }
  const Node& node(size_t index) const { return nodes_[index]; }
  // The point that is at a place.
  uint32_t point(size_t place) const { return order_[place]; }
  // Coordinates by place.
  const float* places(size_t axis) const {
    return places_.data() + axis * points();
  }

 private:
  void Split(const RowsView& points, size_t begin, size_t end, size_t half);
  Node Leaf(size_t begin, size_t end) const;
  Node Joined(const Node& a, const Node& b) const;

  const size_t axes_;
  size_t leaves_ = 1;
  std::vector<uint32_t> order_;
  std::vector<float> places_;
  std::vector<Node> nodes_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_POINT_TREE_H_
