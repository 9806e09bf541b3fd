#include "lib/operators/cluster_embeddings/dbscan/disjoint_sets.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(DisjointSetsTest, AreKnownByTheirLeastElements) {
  DisjointSets sets(10);
  sets.Join(7, 3);
  sets.Join(9, 7);
  sets.Join(4, 5);
  EXPECT_EQ(sets.Find(9), 3u);
  EXPECT_EQ(sets.Find(5), 4u);
  EXPECT_EQ(sets.Find(0), 0u);
  sets.Join(5, 9);
  EXPECT_EQ(sets.Find(4), 3u);
  sets.Join(4, 9);
  EXPECT_EQ(sets.Find(4), 3u);
}

TEST(DisjointSetsTest, LongChainsEndAtTheLeast) {
  DisjointSets sets(1000);
  for (uint32_t i = 999; i > 0; --i) sets.Join(i, i - 1);
  for (uint32_t i = 0; i < 1000; ++i) EXPECT_EQ(sets.Find(i), 0u);
}

}  // namespace
}  // namespace feluda
