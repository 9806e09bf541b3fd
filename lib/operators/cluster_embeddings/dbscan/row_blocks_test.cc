#include "lib/operators/cluster_embeddings/dbscan/row_blocks.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/base/thread_pool.h"
#include "lib/data/random.h"
#include "lib/vectors/centered_rows.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

std::vector<float> Normals(size_t count) {
  std::vector<float> values(count);
  RandomStream(1, 0).FillNormal(0, absl::MakeSpan(values));
  return values;
}

// Counts that fill blocks, and counts that leave some rows over.
TEST(RowBlocksTest, EachRowIsInOneBlock) {
  for (size_t rows : {1, 63, 64, 65, 127, 128, 193, 1000}) {
    SCOPED_TRACE(rows);
    const std::vector<float> values = Normals(rows * 3);
    const RowsView view(values.data(), rows, 3);
    ThreadPool pool(/*threads=*/2);
    const RowBlocks blocks(view, pool);
    const std::vector<double> means = ColumnMeans(view, pool);
    EXPECT_EQ(blocks.count(), (rows + 63) / 64);
    std::set<uint32_t> seen;
    for (size_t b = 0; b < blocks.count(); ++b) {
      EXPECT_EQ(blocks.Rows(b).size(), std::min<size_t>(64, rows - b * 64));
      for (size_t i = 0; i < blocks.Rows(b).size(); ++i) {
        const uint32_t row = blocks.Rows(b)[i];
        EXPECT_TRUE(seen.insert(row).second);
        // The mean of all rows is subtracted.
        double square = 0.0;
        for (size_t k = 0; k < 3; ++k) {
          square += std::pow(view[row][k] - means[k], 2);
        }
        EXPECT_NEAR(blocks.Tile(b).squared_norms()[i], square, 1e-3 * square);
      }
    }
    EXPECT_EQ(seen.size(), rows);
  }
}

TEST(RowBlocksTest, GapHoldsAllDistances) {
  const std::vector<float> values = Normals(300 * 2);
  const RowsView view(values.data(), 300, 2);
  ThreadPool pool(/*threads=*/1);
  const RowBlocks blocks(view, pool);
  size_t apart = 0;
  for (size_t a = 0; a < blocks.count(); ++a) {
    for (size_t b = 0; b < blocks.count(); ++b) {
      const RowBlocks::Range gap = blocks.Gap(a, b, 1e9);
      apart += gap.least > 0.0;
      for (const uint32_t i : blocks.Rows(a)) {
        for (const uint32_t j : blocks.Rows(b)) {
          const double distance = SquaredDistance(view[i], view[j], 2);
          EXPECT_GE(distance, gap.least);
          EXPECT_LE(distance, gap.most);
        }
      }
    }
  }
  EXPECT_GT(apart, 0u);
}

// Boxes of rows around far places come near each other in all columns.
TEST(RowBlocksTest, BallsTellMoreThanBoxes) {
  std::vector<float> values = Normals(128 * 500);
  for (size_t i = 64 * 500; i < values.size(); ++i) values[i] += 8.0f;
  ThreadPool pool(/*threads=*/1);
  const RowBlocks blocks(RowsView(values.data(), 128, 500), pool);
  EXPECT_GT(blocks.Gap(0, 1, 1e9).least, 100.0 * 100.0);
}

TEST(RowBlocksTest, ClustersFallIntoBlocksOfTheirOwn) {
  std::vector<float> values(256);
  for (size_t i = 0; i < 256; ++i) values[i] = i % 4 * 100.0f;
  ThreadPool pool(/*threads=*/1);
  const RowBlocks blocks(RowsView(values.data(), 256, 1), pool);
  for (size_t b = 0; b < 4; ++b) {
    EXPECT_EQ(blocks.Gap(b, b, 1e9).most, 0.0);
    EXPECT_NEAR(blocks.Gap(0, b, 1e9).least, 1e4 * b * b, 1e-6);
  }
}

}  // namespace
}  // namespace feluda
