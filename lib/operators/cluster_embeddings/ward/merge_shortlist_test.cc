#include "lib/operators/cluster_embeddings/ward/merge_shortlist.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

constexpr size_t kKept = ClosestClusters::kKept;

TEST(MergeShortlistTest, PruningLeavesWhatMayBeAmongTheClosest) {
  MergeShortlist shortlist;
  for (uint32_t i = 0; i < MergeShortlist::kCapacity; ++i) {
    EXPECT_FALSE(shortlist.Full());
    shortlist.Add({i, i - 0.75f, i + 0.75f});
  }
  EXPECT_TRUE(shortlist.Full());
  shortlist.Prune();
  EXPECT_EQ(shortlist.limit(), kKept - 1 + 0.75f);
  // The next one's interval overlaps the last's.
  EXPECT_EQ(shortlist.candidates().size(), kKept + 1);
  EXPECT_FALSE(shortlist.Crowded());
}

TEST(MergeShortlistTest, IsCrowdedWhereIntervalsOverlap) {
  MergeShortlist shortlist;
  for (uint32_t i = 0; i < MergeShortlist::kCapacity; ++i) {
    shortlist.Add({i, 0.0f, 1.0f + i});
  }
  shortlist.Prune();
  EXPECT_TRUE(shortlist.Crowded());
  shortlist.Clear();
  EXPECT_EQ(shortlist.candidates().size(), 0u);
  EXPECT_EQ(shortlist.limit(), static_cast<float>(kKept));
}

TEST(MergeShortlistTest, FewSetNoLimit) {
  MergeShortlist shortlist;
  shortlist.Add({7, 1.0f, 2.0f});
  shortlist.Prune();
  EXPECT_EQ(shortlist.candidates().size(), 1u);
  EXPECT_GT(shortlist.limit(), 1e38f);
}

}  // namespace
}  // namespace feluda
