#include "lib/operators/cluster_embeddings/ward/merge_tree.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

// The merges of five rows, not sorted by height, as rounds of merges make them.
MergeTree MadeTree() {
  return {{3, 4, 2.0, 2}, {0, 1, 1.0, 2}, {2, 6, 1.5, 3}, {5, 7, 4.0, 5}};
}

TEST(MergeTreeTest, SortingNumbersNodesAnew) {
  MergeTree tree = MadeTree();
  SortByHeight(tree);
  ASSERT_EQ(tree.size(), 4u);
  const MergeTree expected = {
      {0, 1, 1.0, 2}, {2, 5, 1.5, 3}, {3, 4, 2.0, 2}, {6, 7, 4.0, 5}};
  for (size_t i = 0; i < 4; ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(tree[i].first, expected[i].first);
    EXPECT_EQ(tree[i].second, expected[i].second);
    EXPECT_EQ(tree[i].height, expected[i].height);
    EXPECT_EQ(tree[i].size, expected[i].size);
  }
}

TEST(MergeTreeTest, SortingLeavesNoParentBelowItsChild) {
  MergeTree tree = {{0, 1, 1.0, 2}, {2, 3, 0.999, 3}};
  SortByHeight(tree);
  EXPECT_EQ(tree[0].second, 1u);
  EXPECT_EQ(tree[1].height, 1.0);
}

TEST(MergeTreeTest, CutNumbersClustersByTheirFirstRows) {
  MergeTree tree = MadeTree();
  SortByHeight(tree);
  EXPECT_THAT(CutTree(tree, 1), ElementsAre(0, 0, 0, 0, 0));
  EXPECT_THAT(CutTree(tree, 2), ElementsAre(0, 0, 0, 1, 1));
  EXPECT_THAT(CutTree(tree, 3), ElementsAre(0, 0, 0, 1, 2));
  EXPECT_THAT(CutTree(tree, 4), ElementsAre(0, 0, 1, 2, 3));
  EXPECT_THAT(CutTree(tree, 5), ElementsAre(0, 1, 2, 3, 4));
}

TEST(MergeTreeTest, OneRowIsOneCluster) {
  MergeTree tree;
  SortByHeight(tree);
  EXPECT_THAT(CutTree(tree, 1), ElementsAre(0));
}

}  // namespace
}  // namespace feluda
