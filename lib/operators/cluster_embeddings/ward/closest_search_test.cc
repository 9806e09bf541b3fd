#include "lib/operators/cluster_embeddings/ward/closest_search.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

// More than one block of slots, the last of which is not full.
constexpr size_t kRows = 300;
constexpr size_t kDimension = 19;

struct Case {
  const char* name;
  float offset;
  // An offset beside which float32 products cannot tell the rows apart.
  float spread;
};

class ClosestSearchTest : public ::testing::TestWithParam<Case> {
 protected:
  ClosestSearchTest()
      : values_(Values()),
        pool_(/*threads=*/2),
        clusters_(RowsView(values_.data(), kRows, kDimension), pool_) {
    std::vector<LiveClusters::Cluster> singles;
    for (uint32_t i = 0; i < kRows; ++i) {
      // Sizes that differ, as if rows had merged.
      singles.push_back({i, 1 + i % 3, Centroid(&values_[i * kDimension]), {}});
    }
    clusters_.Append(std::move(singles));
  }

  static std::vector<float> Values() {
    std::vector<float> values(kRows * kDimension);
    RandomStream(1, 0).FillNormal(0, absl::MakeSpan(values));
    for (size_t i = 0; i < values.size(); ++i) {
      const bool far = i / kDimension % 2 == 1;
      values[i] = values[i] * GetParam().spread + far * GetParam().offset;
    }
    return values;
  }

  // Finds the closest by comparing all.
  std::set<uint32_t> Closest(size_t slot) const {
    std::vector<std::pair<double, uint32_t>> all;
    for (size_t other = 0; other < clusters_.slots(); ++other) {
      if (other == slot || clusters_.IsGone(other)) continue;
      all.emplace_back(clusters_.SquaredWardDistance(slot, other), other);
    }
    std::sort(all.begin(), all.end());
    std::set<uint32_t> closest;
    for (size_t i = 0; i < ClosestClusters::kKept; ++i) {
      closest.insert(all[i].second);
    }
    return closest;
  }

  std::set<uint32_t> Known(size_t slot) const {
    std::set<uint32_t> nodes;
    for (const auto& entry : clusters_.closest(slot).entries()) {
      nodes.insert(entry.node);
    }
    return nodes;
  }

  const std::vector<float> values_;
  ThreadPool pool_;
  LiveClusters clusters_;
};

TEST_P(ClosestSearchTest, FindsTheClosestOfAll) {
  FindClosest(clusters_, pool_);
  for (size_t slot = 0; slot < kRows; ++slot) {
    EXPECT_EQ(Known(slot), Closest(slot)) << slot;
  }
}

TEST_P(ClosestSearchTest, RefreshesAmongThoseThatLive) {
  const std::vector<size_t> slots = {0, 7, 250, 299};
  for (size_t slot = 20; slot < 40; ++slot) clusters_.Remove(slot);
  RefreshClosest(slots, clusters_, pool_);
  for (const size_t slot : slots) {
    EXPECT_EQ(Known(slot), Closest(slot)) << slot;
    const auto* nearest = clusters_.closest(slot).Nearest();
    EXPECT_EQ(Known(nearest->node).count(slot), 1u) << slot;
  }
}

INSTANTIATE_TEST_SUITE_P(Data, ClosestSearchTest,
                         ::testing::Values(Case{"random", 0.0f, 1.0f},
                                           Case{"crowded", 1e4f, 1.0f},
                                           Case{"tiny", 0.0f, 1e-20f}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace feluda
