#include "lib/operators/cluster_embeddings/ward/centroid.h"

#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

// Dimensions below, at and past the length of a vector.
TEST(CentroidTest, DistancesAreThoseOfTheMeans) {
  for (size_t dimension : {1, 3, 16, 37, 100}) {
    SCOPED_TRACE(dimension);
    std::vector<float> rows(4 * dimension);
    RandomStream(1, 0).FillNormal(0, absl::MakeSpan(rows));
    const float* row[] = {&rows[0], &rows[dimension], &rows[2 * dimension],
                          &rows[3 * dimension]};
    Centroid a(row[0]), b(row[2]);
    a.MoveTowards(Centroid(row[1]), 0.25, dimension);
    b.MoveTowards(Centroid(row[3]), 0.5, dimension);
    double to_mean = 0.0, to_row = 0.0;
    for (size_t k = 0; k < dimension; ++k) {
      const double mean = 0.75 * row[0][k] + 0.25 * row[1][k];
      const double other = (double{row[2][k]} + row[3][k]) / 2;
      to_mean += (mean - other) * (mean - other);
      to_row += (mean - row[2][k]) * (mean - row[2][k]);
    }
    EXPECT_NEAR(SquaredDistance(a, b, dimension), to_mean, 1e-13 * to_mean);
    const Centroid c(row[2]);
    EXPECT_NEAR(SquaredDistance(a, c, dimension), to_row, 1e-13 * to_row);
    EXPECT_EQ(SquaredDistance(a, c, dimension),
              SquaredDistance(c, a, dimension));
    EXPECT_EQ(SquaredDistance(a, b, dimension),
              SquaredDistance(b, a, dimension));
  }
}

TEST(CentroidTest, OffsetKeepsWhatFloatWouldLose) {
  const std::vector<float> rows = {1e6f, 1e6f + 1.0f};
  Centroid mean(&rows[0]);
  mean.MoveTowards(Centroid(&rows[1]), 0.125, 1);
  std::vector<float> offset(1);
  mean.WriteOffset({1e6}, offset.data());
  EXPECT_THAT(offset, ElementsAre(0.125f));
}

}  // namespace
}  // namespace feluda
