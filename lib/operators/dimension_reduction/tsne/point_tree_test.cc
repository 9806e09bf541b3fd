#include "lib/operators/dimension_reduction/tsne/point_tree.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

struct Points {
  Points(size_t count, size_t axes) : values(count * axes) {
    RandomStream(1, 0).FillNormal(0, absl::MakeSpan(values));
    view = RowsView(values.data(), axes, count);
  }

  std::vector<float> values;
  RowsView view;
};

PointTree Tree(const RowsView& points, int threads) {
  ThreadPool pool(threads);
  PointTree tree(points.dimension, points.count);
  tree.Arrange(points, pool);
  tree.Update(points, pool);
  return tree;
}

TEST(PointTreeTest, PutsEachPointInOnePlace) {
  for (size_t count : {1, 8, 9, 100, 1000}) {
    SCOPED_TRACE(count);
    const Points points(count, 2);
    const PointTree tree = Tree(points.view, 1);
    std::vector<bool> seen(count);
    for (size_t place = 0; place < count; ++place) {
      seen[tree.point(place)] = true;
      EXPECT_EQ(tree.places(1)[place], points.view[1][tree.point(place)]);
    }
    EXPECT_EQ(std::count(seen.begin(), seen.end(), true), count);
  }
}

// Checks a node that holds the places from `first` up to `last`.
void ExpectNode(const PointTree& tree, size_t index, size_t first,
                size_t last) {
  SCOPED_TRACE(index);
  const PointTree::Node& node = tree.node(index);
  ASSERT_EQ(node.points, last - first);
  float widest = 0.0f;
  for (size_t k = 0; k < tree.axes(); ++k) {
    const float* begin = tree.places(k) + first;
    const float* end = tree.places(k) + last;
    EXPECT_EQ(node.lower[k], *std::min_element(begin, end));
    EXPECT_EQ(node.upper[k], *std::max_element(begin, end));
    double mean = 0.0;
    for (const float* at = begin; at != end; ++at) mean += *at / (last - first);
    EXPECT_NEAR(node.centre[k], mean, 1e-5);
    widest = std::max(widest, node.upper[k] - node.lower[k]);
  }
  EXPECT_EQ(node.square_width, widest * widest);
}

TEST(PointTreeTest, NodesKnowTheirPoints) {
  for (size_t axes : {1, 2, 3}) {
    SCOPED_TRACE(axes);
    const Points points(333, axes);
    const PointTree tree = Tree(points.view, 1);
    for (size_t nodes = 1; nodes <= tree.leaves(); nodes *= 2) {
      const size_t size = tree.leaves() / nodes * PointTree::kLeafPoints;
      for (size_t i = 0; i < nodes; ++i) {
        const size_t first = std::min<size_t>(333, i * size);
        const size_t last = std::min<size_t>(333, first + size);
        if (first < last) {
          ExpectNode(tree, nodes + i, first, last);
        } else {
          EXPECT_EQ(tree.node(nodes + i).points, 0);
        }
      }
    }
  }
}

// With eight points to a leaf, the leaves are runs of the sorted points.
TEST(PointTreeTest, ArrangesByPlaceInSpace) {
  const Points points(64, 1);
  const PointTree tree = Tree(points.view, 1);
  for (size_t leaf = 1; leaf < tree.leaves(); ++leaf) {
    EXPECT_LE(tree.node(tree.leaves() + leaf - 1).upper[0],
              tree.node(tree.leaves() + leaf).lower[0]);
  }
}

TEST(PointTreeTest, UpdateFollowsThePoints) {
  Points points(100, 2);
  ThreadPool pool(1);
  PointTree tree(100, 2);
  tree.Arrange(points.view, pool);
  for (float& value : points.values) value += 5.0f;
  tree.Update(points.view, pool);
  ExpectNode(tree, PointTree::kRoot, 0, 100);
  EXPECT_GT(tree.node(PointTree::kRoot).centre[0], 4.0f);
}

TEST(PointTreeTest, IsTheSameForAnyThreads) {
  const Points points(5000, 3);
  const PointTree one = Tree(points.view, 1), three = Tree(points.view, 3);
  for (size_t place = 0; place < 5000; ++place) {
    EXPECT_EQ(one.point(place), three.point(place));
  }
}

TEST(PointTreeTest, TakesPointsThatAreAllAlike) {
  const std::vector<float> values(2 * 100, 3.0f);
  const PointTree tree = Tree(RowsView(values.data(), 2, 100), 1);
  EXPECT_EQ(tree.node(PointTree::kRoot).points, 100);
  EXPECT_EQ(tree.node(PointTree::kRoot).square_width, 0.0f);
  EXPECT_EQ(tree.node(PointTree::kRoot).centre[1], 3.0f);
}

}  // namespace
}  // namespace feluda
