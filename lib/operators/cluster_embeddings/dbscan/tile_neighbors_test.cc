#include "lib/operators/cluster_embeddings/dbscan/tile_neighbors.h"

#include <cmath>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

TEST(TileNeighborsTest, WhatIsSureIsWithinAndWhatIsWithinIsPossible) {
  for (size_t dimension : {1, 2, 50, 600}) {
    SCOPED_TRACE(dimension);
    std::vector<float> a(dimension * kTileRows), b(a.size());
    RandomStream(1, 0).FillNormal(0, absl::MakeSpan(a));
    RandomStream(1, 1).FillNormal(0, absl::MakeSpan(b));
    const DistanceLimit limit(2.0 * dimension, dimension);
    TileNeighbors neighbors;
    limit.Compare(a.data(), kTileRows, b.data(), neighbors);
    size_t sure = 0, doubtful = 0;
    for (size_t i = 0; i < kTileRows; ++i) {
      for (size_t j = 0; j < kTileRows; ++j) {
        double distance = 0.0;
        for (size_t k = 0; k < dimension; ++k) {
          distance += std::pow(
              double{a[k * kTileRows + i]} - double{b[k * kTileRows + j]}, 2);
        }
        const bool is_sure = neighbors.sure[i] >> j & 1;
        const bool is_possible = neighbors.possible[i] >> j & 1;
        EXPECT_TRUE(!is_sure || distance <= limit.squared());
        EXPECT_TRUE(is_possible || distance > limit.squared());
        sure += is_sure;
        doubtful += is_possible && !is_sure;
      }
    }
    EXPECT_GT(sure, 1000u);
    EXPECT_LT(sure, 3500u);
    EXPECT_LT(doubtful, 10u);
  }
}

TEST(TileNeighborsTest, ComparesNoMoreRowsThanAsked) {
  const std::vector<float> zeros(kTileRows, 0.0f);
  TileNeighbors neighbors = {};
  DistanceLimit(1.0, 1).Compare(zeros.data(), 5, zeros.data(), neighbors);
  EXPECT_EQ(neighbors.sure[4], ~uint64_t{0});
  EXPECT_EQ(neighbors.sure[8], 0u);
}

}  // namespace
}  // namespace feluda
