// A k-d tree of points in one to three dimensions, halved again and again along
// the widest axis (Bentley, "Multidimensional binary search trees used for
// associative searching", Communications of the ACM 18, 1975). Each node knows
// how many points it has, the box around them, and their centre.
//
//   PointTree tree(points.dimension, points.count);
//   tree.Arrange(points, pool);
//   tree.Update(points, pool);
//   tree.node(PointTree::kRoot).centre[0];
//
// Arrange() sorts, and costs more than Update(). Points that have moved a
// little need only an update: the nodes are right for any arrangement, and an
// old one merely makes them larger than they could be.
//
// Coordinates are given by axis: points[axis][i]. The halves of node i are
// nodes 2 i and 2 i + 1. A place is a position in the order of the arrangement;
// a node holds a run of places.
//
// Threads: one at a time may change the tree. The tree has the same bytes for
// any number of threads of the pool. Memory: 40 bytes for each point.

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
    // The box around the points, and their mean; 0 for axes that the points
    // lack.
    float lower[kMaxAxes];
    float upper[kMaxAxes];
    float centre[kMaxAxes];
    // How many points the node has; 0 in nodes that only fill up the tree.
    uint32_t points;
    // The square of the box's longest side.
    float square_width;
  };

  // REQUIRES: points > 0, 1 <= axes <= kMaxAxes.
  PointTree(size_t points, size_t axes);

  // Sorts the points so that neighbours are next to each other. Update() must
  // follow.
  void Arrange(const RowsView& points, ThreadPool& pool);

  // Computes the nodes for the points' new coordinates.
  void Update(const RowsView& points, ThreadPool& pool);

  size_t points() const { return order_.size(); }
  size_t axes() const { return axes_; }
  // A power of two; leaf l is node leaves() + l and holds the places from
  // l * kLeafPoints on.
  size_t leaves() const { return leaves_; }
  const Node& node(size_t index) const { return nodes_[index]; }
  // The point that is at a place.
  uint32_t point(size_t place) const { return order_[place]; }
  // The coordinates along an axis, by place.
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
