#include "lib/vectors/neighbors/nearest_neighbors.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

using Search = NeighborOptions::Search;

struct Matrix {
  Matrix(size_t rows, size_t dimension, float offset = 0.0f)
      : values(rows * dimension), view(values.data(), rows, dimension) {
    RandomStream(/*seed=*/5, /*stream=*/0)
        .FillNormal(0, absl::MakeSpan(values));
    for (float& value : values) value += offset;
  }

  std::vector<float> values;
  RowsView view;
};

NeighborOptions Options(size_t k, Metric metric = Metric::kEuclidean,
                        Search search = Search::kExact) {
  NeighborOptions options;
  options.k = k;
  options.metric = metric;
  options.search = search;
  return options;
}

double TrueDistance(const RowsView& rows, size_t a, size_t b, Metric metric) {
  double squared = 0.0, product = 0.0, norm_a = 0.0, norm_b = 0.0;
  for (size_t k = 0; k < rows.dimension; ++k) {
    const double x = rows[a][k], y = rows[b][k];
    squared += (x - y) * (x - y);
    product += x * y;
    norm_a += x * x;
    norm_b += y * y;
  }
  if (metric == Metric::kEuclidean) return std::sqrt(squared);
  if (norm_a == 0.0 || norm_b == 0.0) return 1.0;
  return 1.0 - product / std::sqrt(norm_a * norm_b);
}

std::vector<std::pair<double, uint32_t>> TrueNeighbors(const RowsView& rows,
                                                       size_t row,
                                                       Metric metric) {
  std::vector<std::pair<double, uint32_t>> neighbors;
  for (uint32_t other = 0; other < rows.count; ++other) {
    if (other == row) continue;
    neighbors.push_back({TrueDistance(rows, row, other, metric), other});
  }
  std::sort(neighbors.begin(), neighbors.end());
  return neighbors;
}

void ExpectTrueNeighbors(const RowsView& rows, size_t k, Metric metric) {
  ThreadPool pool(2);
  const Neighbors found = FindNeighbors(rows, Options(k, metric), pool);
  ASSERT_EQ(found.values.size(), rows.count * k);
  for (size_t row = 0; row < rows.count; ++row) {
    const auto expected = TrueNeighbors(rows, row, metric);
    for (size_t i = 0; i < k; ++i) {
      EXPECT_EQ(found.Row(row)[i].row, expected[i].second) << row << " " << i;
      EXPECT_NEAR(found.Row(row)[i].distance, expected[i].first, 1e-4);
    }
  }
}

TEST(NearestNeighborsTest, FindsTheNearestOfEveryRow) {
  // A part of a block, a block and a row, several blocks.
  for (size_t count : {2, 40, 257, 600}) {
    for (size_t dimension : {1, 2, 33}) {
      SCOPED_TRACE(absl::StrCat(count, " of ", dimension));
      const Matrix rows(count, dimension);
      ExpectTrueNeighbors(rows.view, std::min<size_t>(5, count - 1),
                          Metric::kEuclidean);
    }
  }
}

TEST(NearestNeighborsTest, FindsTheNearestByAngle) {
  Matrix rows(300, 20);
  std::fill_n(&rows.values[7 * 20], 20, 0.0f);
  const RowsView before_zeros = rows.view.Slice(0, 7);
  ExpectTrueNeighbors(before_zeros, 3, Metric::kCosine);
  ThreadPool pool(1);
  const Neighbors found =
      FindNeighbors(rows.view, Options(3, Metric::kCosine), pool);
  for (const Neighbor& neighbor : found.Row(7)) {
    EXPECT_EQ(neighbor.distance, 1.0f);
  }
}

TEST(NearestNeighborsTest, FindsTheNearestFarFromTheOrigin) {
  const Matrix rows(200, 16, /*offset=*/10000.0f);
  ExpectTrueNeighbors(rows.view, 4, Metric::kEuclidean);
}

TEST(NearestNeighborsTest, TakesEqualDistancesByRow) {
  const std::vector<float> values(40, 0.1f);
  ThreadPool pool(2);
  const Neighbors found =
      FindNeighbors(RowsView(values.data(), 20, 2), Options(3), pool);
  for (size_t row = 0; row < 20; ++row) {
    for (size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(found.Row(row)[i].row, i + (i >= row));
      EXPECT_EQ(found.Row(row)[i].distance, 0.0f);
    }
  }
}

bool SameNeighbors(const Neighbors& a, const Neighbors& b) {
  return std::equal(a.values.begin(), a.values.end(), b.values.begin(),
                    b.values.end(), [](const Neighbor& x, const Neighbor& y) {
                      return x.row == y.row && x.distance == y.distance;
                    });
}

// Rows that differ in three directions, so that few trees find their
// neighbours.
Matrix MakeFlatRows(size_t count) {
  const Matrix factors(count, 3), axes(3, 40, /*offset=*/0.5f);
  Matrix rows(count, 40);
  for (size_t i = 0; i < count; ++i) {
    for (size_t k = 0; k < 40; ++k) {
      rows.values[i * 40 + k] *= 0.01f;
      for (size_t a = 0; a < 3; ++a) {
        rows.values[i * 40 + k] += factors.view[i][a] * axes.view[a][k];
      }
    }
  }
  return rows;
}

TEST(NearestNeighborsTest, IsTheSameForAnyNumberOfThreads) {
  const Matrix rows = MakeFlatRows(4000);
  ThreadPool one(1), three(3);
  for (Search search : {Search::kExact, Search::kApproximate}) {
    const auto options = Options(10, Metric::kEuclidean, search);
    EXPECT_TRUE(SameNeighbors(FindNeighbors(rows.view, options, one),
                              FindNeighbors(rows.view, options, three)));
  }
}

double ShareOf(const Neighbors& exact, const Neighbors& found) {
  size_t same = 0;
  for (size_t row = 0; row < exact.values.size() / exact.k; ++row) {
    for (const Neighbor& a : exact.Row(row)) {
      for (const Neighbor& b : found.Row(row)) same += a.row == b.row;
    }
  }
  return static_cast<double>(same) / exact.values.size();
}

TEST(NearestNeighborsTest, ApproximateSearchFindsWhatIsAskedAndTellsIt) {
  const Matrix rows = MakeFlatRows(6000);
  ThreadPool pool(2);
  for (Metric metric : {Metric::kEuclidean, Metric::kCosine}) {
    const Neighbors exact = FindNeighbors(rows.view, Options(10, metric), pool);
    EXPECT_EQ(exact.search.trees, 0);
    EXPECT_EQ(exact.search.recall, 1.0);
    const Neighbors found = FindNeighbors(
        rows.view, Options(10, metric, Search::kApproximate), pool);
    EXPECT_GT(found.search.trees, 0);
    EXPECT_GE(found.search.recall, 0.95);
    EXPECT_NEAR(ShareOf(exact, found), found.search.recall, 0.03);
  }
}

// The search is chosen by what it costs, beginning with 16,384 rows.
TEST(NearestNeighborsTest, TakesTheCheaperSearch) {
  ThreadPool pool(2);
  NeighborOptions options = Options(2, Metric::kEuclidean, Search::kAuto);
  const Matrix flat = MakeFlatRows(16384), noise(16384, 40);
  EXPECT_GT(FindNeighbors(flat.view, options, pool).search.trees, 0);
  EXPECT_EQ(FindNeighbors(noise.view, options, pool).search.trees, 0);
  EXPECT_EQ(FindNeighbors(flat.view.Slice(0, 2000), options, pool).search.trees,
            0);
}

// They are all in one leaf, and so none is missed.
TEST(NearestNeighborsTest, FewRowsAreSearchedApproximatelyToo) {
  for (size_t count : {2, 3, 256}) {
    const Matrix rows(count, 3);
    ThreadPool pool(1);
    const size_t k = std::min<size_t>(5, count - 1);
    EXPECT_TRUE(SameNeighbors(
        FindNeighbors(rows.view,
                      Options(k, Metric::kEuclidean, Search::kApproximate),
                      pool),
        FindNeighbors(rows.view, Options(k), pool)));
  }
}

}  // namespace
}  // namespace feluda
