#include "lib/operators/cluster_embeddings/affinity_propagation/similarity_matrix.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

constexpr size_t kDimension = 3;

std::vector<float> Normals(size_t rows) {
  std::vector<float> values(rows * kDimension);
  RandomStream(1, 0).FillNormal(0, absl::MakeSpan(values));
  return values;
}

RowsView View(const std::vector<float>& values) {
  return RowsView(values.data(), values.size() / kDimension, kDimension);
}

// Sizes of less than a chunk, and of several.
TEST(SimilarityMatrixTest, IsLessTheSquaredDistances) {
  for (size_t size : {1, 2, 5, 64, 150}) {
    const std::vector<float> values = Normals(size);
    const RowsView rows = View(values);
    ThreadPool pool(1);
    const SimilarityMatrix matrix(rows, pool);
    ASSERT_EQ(matrix.size(), size);
    for (size_t i = 0; i < size; ++i) {
      for (size_t j = 0; j < size; ++j) {
        const double expected = -SquaredDistance(rows[i], rows[j], kDimension);
        EXPECT_NEAR(matrix.Row(i)[j], expected, 1e-5);
        EXPECT_EQ(matrix.Row(i)[j], matrix.Row(j)[i]);
      }
      for (size_t j = size; j < matrix.stride(); ++j) {
        EXPECT_LT(matrix.Row(i)[j], -1e37f);
      }
    }
  }
}

TEST(SimilarityMatrixTest, MedianIsThatOfAllSimilarities) {
  for (size_t size : {1, 2, 3, 4, 5, 20, 21}) {
    const std::vector<float> values = Normals(size);
    ThreadPool pool(1);
    const SimilarityMatrix matrix(View(values), pool);
    std::vector<double> all;
    for (size_t i = 0; i < size; ++i) {
      all.insert(all.end(), matrix.Row(i), matrix.Row(i) + size);
    }
    std::sort(all.begin(), all.end());
    const double middle = all[all.size() / 2];
    const double before = all[(all.size() - 1) / 2];
    EXPECT_EQ(matrix.Median(pool), (middle + before) / 2) << size << " rows";
  }
}

TEST(SimilarityMatrixTest, AllEqualLooksAtDifferentRowsOnly) {
  ThreadPool pool(1);
  const std::vector<float> corners = {1, 0, 0, 0, 1, 0, 0, 0, 1};
  EXPECT_TRUE(SimilarityMatrix(View(corners), pool).AllEqual());
  const std::vector<float> equal(30, 2.0f);
  EXPECT_TRUE(SimilarityMatrix(View(equal), pool).AllEqual());
  std::vector<float> nearly = corners;
  nearly[8] = 1.5f;
  EXPECT_FALSE(SimilarityMatrix(View(nearly), pool).AllEqual());
}

TEST(SimilarityMatrixTest, PreferSetsTheDiagonal) {
  const std::vector<float> values = Normals(5);
  ThreadPool pool(1);
  SimilarityMatrix matrix(View(values), pool);
  const float other = matrix.Row(1)[2];
  matrix.Prefer(-7.0f);
  for (size_t i = 0; i < 5; ++i) EXPECT_EQ(matrix.Row(i)[i], -7.0f);
  EXPECT_EQ(matrix.Row(1)[2], other);
}

TEST(SimilarityMatrixTest, BlurIsSmallAndMoreForEqualRows) {
  std::vector<float> values = Normals(100);
  std::copy_n(values.begin(), kDimension, values.begin() + kDimension);
  ThreadPool pool(1);
  SimilarityMatrix sharp(View(values), pool), blurred(View(values), pool);
  sharp.Prefer(-5.0f);
  blurred.Prefer(-5.0f);
  blurred.Blur(RandomStream(4, 0), pool);
  for (size_t i = 0; i < 100; ++i) {
    int changed = 0;
    const bool equal = i < 2;
    for (size_t j = 0; j < 100; ++j) {
      const float most = std::max(
          std::abs(sharp.Row(i)[j]) * (equal ? 8e-6f : 1.9e-7f), 0x1p-110f);
      EXPECT_NEAR(blurred.Row(i)[j], sharp.Row(i)[j], most);
      changed += blurred.Row(i)[j] != sharp.Row(i)[j];
    }
    EXPECT_GT(changed, equal ? 90 : 15);
  }
  int parted = 0;
  for (size_t j = 2; j < 100; ++j) {
    parted += blurred.Row(0)[j] != blurred.Row(1)[j];
  }
  EXPECT_GT(parted, 90);
  EXPECT_NE(blurred.Row(0)[1], 0.0f);
}

TEST(SimilarityMatrixTest, ThreadsChangeNoBit) {
  const std::vector<float> values = Normals(150);
  ThreadPool one(1), three(3);
  SimilarityMatrix by_one(View(values), one), by_three(View(values), three);
  by_one.Prefer(-5.0f);
  by_three.Prefer(-5.0f);
  by_one.Blur(RandomStream(4, 0), one);
  by_three.Blur(RandomStream(4, 0), three);
  for (size_t i = 0; i < 150; ++i) {
    EXPECT_TRUE(
        std::equal(by_one.Row(i), by_one.Row(i) + 150, by_three.Row(i)));
  }
}

}  // namespace
}  // namespace feluda
