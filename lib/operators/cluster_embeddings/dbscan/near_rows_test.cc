#include "lib/operators/cluster_embeddings/dbscan/near_rows.h"

#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(NearRowsTest, KeepsRowsThatHaveOthersNearThem) {
  NearRows near(/*blocks=*/100, /*capacity=*/3);
  near.Add(90, 70, {0, 5, 0, 6});
  near.Add(90, 2, {0, 0});
  ASSERT_EQ(near.Known(90).size(), 2u);
  EXPECT_EQ(near.Known(90)[1].others, 6u);
  EXPECT_EQ(near.Known(90)[1].block, 70u);
  EXPECT_EQ(near.Known(90)[1].row, 3u);
  EXPECT_TRUE(near.Known(70).empty());
  EXPECT_FALSE(near.IsUnknown(90, 70));
}

TEST(NearRowsTest, DropsWholePairsBeyondItsCapacity) {
  NearRows near(/*blocks=*/100, /*capacity=*/3);
  near.Add(90, 70, {5, 6});
  near.Add(90, 69, {7, 8});
  near.Add(90, 68, {9});
  EXPECT_TRUE(near.IsUnknown(90, 69));
  EXPECT_TRUE(near.IsUnknown(69, 90));
  EXPECT_FALSE(near.IsUnknown(90, 68));
  ASSERT_EQ(near.Known(90).size(), 3u);
  EXPECT_EQ(near.Known(90)[2].others, 9u);
}

TEST(NearRowsTest, APairMayBeDropped) {
  NearRows near(/*blocks=*/65, /*capacity=*/3);
  near.Drop(64, 64);
  EXPECT_TRUE(near.IsUnknown(64, 64));
  EXPECT_FALSE(near.IsUnknown(64, 0));
  EXPECT_TRUE(near.Known(64).empty());
}

}  // namespace
}  // namespace feluda
