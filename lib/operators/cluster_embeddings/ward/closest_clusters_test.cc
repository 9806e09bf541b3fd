#include "lib/operators/cluster_embeddings/ward/closest_clusters.h"

#include <set>

#include "gtest/gtest.h"

namespace feluda {
namespace {

constexpr uint32_t kKept = ClosestClusters::kKept;

std::set<uint32_t> Nodes(const ClosestClusters& closest) {
  std::set<uint32_t> nodes;
  for (const auto& entry : closest.entries()) nodes.insert(entry.node);
  return nodes;
}

TEST(ClosestClustersTest, KeepsTheClosestWhateverTheOrder) {
  std::set<uint32_t> expected;
  for (uint32_t i = 0; i < kKept; ++i) expected.insert(i);
  // Steps that visit all of 0 to 100.
  for (uint32_t step : {1, 37, 100}) {
    ClosestClusters closest;
    for (uint32_t i = 0; i < 101; ++i) {
      const uint32_t node = i * step % 101;
      closest.Offer({double(node), node, node});
    }
    EXPECT_EQ(Nodes(closest), expected) << step;
    EXPECT_EQ(closest.bound(), kKept - 1.0) << step;
    EXPECT_EQ(closest.Nearest()->node, 0u) << step;
  }
}

TEST(ClosestClustersTest, EqualDistancesGoByTie) {
  ClosestClusters closest;
  closest.Offer({1.0, 10, 5});
  closest.Offer({1.0, 11, 4});
  closest.Offer({1.0, 12, 6});
  EXPECT_EQ(closest.Nearest()->node, 11u);
}

TEST(ClosestClustersTest, KeepsNoClusterTwice) {
  ClosestClusters closest;
  closest.Offer({1.0, 10, 5});
  closest.Offer({1.0, 10, 5});
  EXPECT_EQ(closest.entries().size(), 1u);
}

// A cluster that was offered and not kept must still bound the others.
TEST(ClosestClustersTest, BoundOutlivesWhatIsRemoved) {
  ClosestClusters closest;
  for (uint32_t i = 0; i < 2 * kKept; ++i) closest.Offer({double(i), i, i});
  closest.RemoveIf([](const auto&) { return true; });
  EXPECT_EQ(closest.Nearest(), nullptr);
  closest.Offer({double(kKept), 100, 100});
  EXPECT_EQ(closest.Nearest(), nullptr);
  closest.Offer({0.5, 101, 101});
  EXPECT_EQ(closest.Nearest()->node, 101u);
}

TEST(ClosestClustersTest, LowerBoundLetsGoWhatIsBeyond) {
  ClosestClusters closest;
  closest.Offer({1.0, 1, 1});
  closest.Offer({2.0, 2, 2});
  closest.LowerBound(2.0);
  EXPECT_EQ(Nodes(closest), std::set<uint32_t>{1});
  closest.LowerBound(3.0);
  EXPECT_EQ(closest.bound(), 2.0);
}

}  // namespace
}  // namespace feluda
