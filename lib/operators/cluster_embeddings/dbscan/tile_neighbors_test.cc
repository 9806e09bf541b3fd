#include "lib/operators/cluster_embeddings/dbscan/tile_neighbors.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "hwy/targets.h"
#include "lib/data/random.h"
#include "lib/vectors/products.h"
#include "lib/vectors/rounded_rows.h"

namespace feluda {
namespace {

constexpr size_t kRows = TileRows::kRows;

std::vector<float> Normals(size_t dimension, uint64_t stream) {
  std::vector<float> values(kRows * dimension);
  RandomStream(1, stream).FillNormal(0, absl::MakeSpan(values));
  return values;
}

TileRows MakeTile(const std::vector<float>& values, size_t dimension,
                  size_t rows = kRows) {
  RoundedRows rounded(rows, dimension);
  for (size_t i = 0; i < rows; ++i) rounded.Set(i, &values[i * dimension]);
  TileRows tile(dimension);
  tile.Take(rounded, rows);
  return tile;
}

// Expects what is sure to be within the limit, and what is within it to be
// possible. Returns how many pairs are sure and how many are in doubt.
std::pair<size_t, size_t> Check(const std::vector<float>& a,
                                const std::vector<float>& b, size_t dimension,
                                double eps) {
  const DistanceLimit limit(eps);
  TileNeighbors neighbors;
  limit.Compare(MakeTile(a, dimension), kRows, MakeTile(b, dimension),
                neighbors);
  size_t sure = 0, doubtful = 0;
  for (size_t i = 0; i < kRows; ++i) {
    for (size_t j = 0; j < kRows; ++j) {
      const double distance =
          SquaredDistance(&a[i * dimension], &b[j * dimension], dimension);
      const bool is_sure = neighbors.sure[i] >> j & 1;
      const bool is_possible = neighbors.possible[i] >> j & 1;
      EXPECT_TRUE(!is_sure || distance <= limit.squared());
      EXPECT_TRUE(is_possible || distance > limit.squared());
      sure += is_sure;
      doubtful += is_possible && !is_sure;
    }
  }
  return {sure, doubtful};
}

TEST(TileNeighborsTest, WhatIsSureIsWithinAndWhatIsWithinIsPossible) {
  const int64_t supported = hwy::SupportedTargets() & HWY_TARGETS;
  for (int64_t rest = supported; rest != 0; rest &= rest - 1) {
    hwy::SetSupportedTargetsForTest(rest & -rest);
    for (size_t dimension : {1, 2, 3, 50, 601}) {
      SCOPED_TRACE(dimension);
      const auto [sure, doubtful] =
          Check(Normals(dimension, 0), Normals(dimension, 1), dimension,
                std::sqrt(2.0 * dimension));
      EXPECT_GT(sure, 1000u);
      EXPECT_LT(sure, 3500u);
      EXPECT_LT(doubtful, 50u);
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

// Pairs of rows at exactly the limit, and limits that rounding hides.
TEST(TileNeighborsTest, LeavesInDoubtWhatRoundingHides) {
  std::vector<float> a = Normals(8, 2), b = a;
  for (size_t i = 0; i < kRows; ++i) b[i * 8 + i % 8] += 0.5f;
  EXPECT_GE(Check(a, b, 8, 0.5).second, kRows / 2);
  EXPECT_GE(Check(a, a, 8, 1e-9).second, kRows);
  EXPECT_EQ(Check(a, a, 8, 0.0).first, 0u);
  EXPECT_EQ(Check(a, b, 8, 1e300).first, kRows * kRows);
}

TEST(TileNeighborsTest, ComparesNoMoreRowsThanAsked) {
  const TileRows zeros = MakeTile(std::vector<float>(kRows), 1);
  TileNeighbors neighbors = {};
  DistanceLimit(1.0).Compare(zeros, 5, zeros, neighbors);
  EXPECT_EQ(neighbors.sure[4], ~uint64_t{0});
  EXPECT_EQ(neighbors.sure[8], 0u);
}

TEST(TileNeighborsTest, CopiesOfRowsHaveTheSameNeighbors) {
  const TileRows tile = MakeTile(Normals(33, 3), 33);
  TileRows some(33);
  some.Copy(tile, 40, 0);
  some.Copy(tile, 7, 1);
  TileNeighbors of_all, of_some;
  const DistanceLimit limit(8.0);
  limit.Compare(tile, kRows, tile, of_all);
  limit.Compare(some, 2, tile, of_some);
  EXPECT_EQ(of_some.sure[0], of_all.sure[40]);
  EXPECT_EQ(of_some.sure[1], of_all.sure[7]);
  EXPECT_EQ(of_some.possible[0], of_all.possible[40]);
}

}  // namespace
}  // namespace feluda
