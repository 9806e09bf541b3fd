#include "lib/operators/cluster_embeddings/ward/live_clusters.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/base/thread_pool.h"
#include "lib/data/random.h"
#include "lib/vectors/products.h"
#include "lib/vectors/rounded_products.h"

namespace feluda {
namespace {

constexpr uint32_t kRows = 40;

// Row i is the point i on a line.
class LiveClustersTest : public ::testing::Test {
 protected:
  LiveClustersTest()
      : values_(Line()),
        pool_(/*threads=*/2),
        clusters_(RowsView(values_.data(), kRows, 1), pool_) {
    std::vector<LiveClusters::Cluster> singles;
    for (uint32_t i = 0; i < kRows; ++i) {
      singles.push_back({i, 1, Centroid(&values_[i]), {}});
    }
    clusters_.Append(std::move(singles));
  }

  static std::vector<float> Line() {
    std::vector<float> values(kRows);
    for (uint32_t i = 0; i < kRows; ++i) values[i] = i;
    return values;
  }

  // Merges the two into `node`.
  void Merge(uint32_t a, uint32_t b, uint32_t node) {
    auto first = clusters_.Remove(clusters_.SlotOf(a));
    const auto second = clusters_.Remove(clusters_.SlotOf(b));
    const uint32_t size = first.size + second.size;
    first.centroid.MoveTowards(second.centroid, double(second.size) / size, 1);
    clusters_.Append({{node, size, first.centroid, {}}});
  }

  const std::vector<float> values_;
  ThreadPool pool_;
  LiveClusters clusters_;
};

TEST_F(LiveClustersTest, DistancesAreWards) {
  EXPECT_DOUBLE_EQ(clusters_.SquaredWardDistance(3, 7), 16.0);
  Merge(0, 1, kRows);
  // One row, two rows: 2 * 1 * 2 / 3 times the squared distance of centres.
  EXPECT_DOUBLE_EQ(clusters_.SquaredWardDistance(clusters_.SlotOf(kRows),
                                                 clusters_.SlotOf(2)),
                   4.0 / 3.0 * 1.5 * 1.5);
}

TEST_F(LiveClustersTest, NodesFindTheirSlotsWhileSlotsMove) {
  for (uint32_t i = 0; i < 15; ++i) Merge(2 * i, 2 * i + 1, kRows + i);
  EXPECT_EQ(clusters_.living(), kRows - 15);
  EXPECT_LT(clusters_.slots(), kRows);
  EXPECT_EQ(clusters_.SlotOf(3), LiveClusters::kGone);
  size_t living = 0;
  for (size_t slot = 0; slot < clusters_.slots(); ++slot) {
    if (clusters_.IsGone(slot)) continue;
    ++living;
    const uint32_t node = clusters_.cluster(slot).node;
    EXPECT_EQ(clusters_.SlotOf(node), slot);
    const float place = node < kRows ? node : 2 * (node - kRows) + 0.5f;
    // The mean of the line is subtracted.
    EXPECT_NEAR(clusters_.centers().SquaredNorm(slot),
                (place - 19.5f) * (place - 19.5f), 1e-3f);
    EXPECT_EQ(clusters_.weights()[slot], node < kRows ? 0.5f : 0.25f);
  }
  EXPECT_EQ(living, clusters_.living());
}

// Rows in pairs that are much closer to each other than to all others, so that
// rounding takes a part of the distances that is not small.
TEST(LiveClustersBoundsTest, ExactDistancesAreWithinTheBounds) {
  constexpr size_t kCount = 24, kDimension = 100;
  std::vector<float> values(kCount * kDimension);
  RandomStream(3, 0).FillNormal(0, absl::MakeSpan(values));
  for (size_t i = 1; i < kCount; i += 2) {
    for (size_t k = 0; k < kDimension; ++k) {
      float* pair = &values[(i - 1) * kDimension];
      pair[kDimension + k] = pair[k] + 1e-4f * i * pair[kDimension + k];
    }
  }
  const RowsView rows(values.data(), kCount, kDimension);
  ThreadPool pool(1);
  LiveClusters clusters(rows, pool);
  std::vector<LiveClusters::Cluster> singles;
  for (uint32_t i = 0; i < kCount; ++i) {
    singles.push_back({i, 1, Centroid(rows[i]), {}});
  }
  clusters.Append(std::move(singles));
  std::vector<float> products(kCount * kCount);
  RoundedProducts(clusters.centers().Slice(0, kCount),
                  clusters.centers().Slice(0, kCount), products.data(), kCount);
  for (size_t a = 0; a < kCount; ++a) {
    for (size_t b = 0; b < kCount; ++b) {
      SCOPED_TRACE(absl::StrCat(a, " and ", b));
      const float product = products[a * kCount + b];
      const double exact = SquaredDistance(rows[a], rows[b], kDimension);
      const auto range = clusters.SquaredDistanceOfCenters(a, b, product);
      EXPECT_LE(range.least, exact);
      EXPECT_GE(range.most, exact);
      const double bound =
          (1.0 - LiveClusters::kTolerance) *
          (clusters.norms()[a] + clusters.norms()[b] - 2.0 * product);
      EXPECT_LE(bound, exact);
      if (a / 2 == b / 2) continue;
      // They tell something.
      EXPECT_GE(bound, 0.998 * exact);
      EXPECT_LE(range.most - range.least, 1e-3 * exact);
    }
  }
}

// Among equal distances, the node that differs in a lower bit comes first.
TEST_F(LiveClustersTest, TiesGoByBits) {
  clusters_.Offer(2, 1, 1.0);
  clusters_.Offer(2, 3, 1.0);
  EXPECT_EQ(clusters_.closest(2).Nearest()->node, 3u);
}

}  // namespace
}  // namespace feluda
