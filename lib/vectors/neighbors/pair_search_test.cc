#include "lib/vectors/neighbors/pair_search.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

constexpr size_t kDimension = 40;

std::vector<float> Normals(size_t rows) {
  std::vector<float> values(rows * kDimension);
  RandomStream(/*seed=*/6, /*stream=*/0).FillNormal(0, absl::MakeSpan(values));
  return values;
}

// Expects the neighbours that the exact distances of all pairs give.
void ExpectExact(const std::vector<float>& values, Metric metric, size_t k) {
  const RowsView rows(values.data(), values.size() / kDimension, kDimension);
  ThreadPool pool(2);
  const ExactDistances distances(rows, metric, pool);
  CandidateTable table(rows.count, std::min(k + 2, rows.count - 1));
  SearchAllPairs(distances, PreparedRows(distances, pool), k, pool, table);
  for (size_t row = 0; row < rows.count; ++row) {
    std::vector<ClosestRows::Entry> all;
    for (uint32_t other = 0; other < rows.count; ++other) {
      if (other != row) all.push_back({other, distances.Between(row, other)});
    }
    std::sort(all.begin(), all.end());
    for (size_t i = 0; i < k; ++i) {
      EXPECT_EQ(table.Row(row)[i].row, all[i].row) << row << ", " << i;
      EXPECT_EQ(table.Row(row)[i].distance, all[i].distance);
    }
  }
}

TEST(PairSearchTest, FindsTheNearestOfNoise) {
  for (const size_t count : {2, 5, 256, 600}) {
    for (const Metric metric : {Metric::kEuclidean, Metric::kCosine}) {
      ExpectExact(Normals(count), metric, std::min<size_t>(4, count - 1));
    }
  }
}

// Rows in tight clusters: rounding moves them by more than lies between them.
TEST(PairSearchTest, FindsTheNearestThatRoundingHides) {
  for (const float spread : {1e-2f, 1e-4f, 1e-6f}) {
    SCOPED_TRACE(absl::StrCat("spread ", spread));
    std::vector<float> values = Normals(400);
    for (size_t i = 4 * kDimension; i < values.size(); ++i) {
      values[i] = values[i % (4 * kDimension)] + spread * values[i];
    }
    ExpectExact(values, Metric::kEuclidean, 6);
    ExpectExact(values, Metric::kCosine, 6);
  }
}

// Most distances are equal, and so the lower rows are the nearest.
TEST(PairSearchTest, TakesEqualDistancesByRow) {
  std::vector<float> values = Normals(300);
  for (float& value : values) value = value > 1.5f ? 1.0f : 0.0f;
  ExpectExact(values, Metric::kEuclidean, 5);
  ExpectExact(values, Metric::kCosine, 5);
}

TEST(PairSearchTest, TakesEqualRows) {
  std::vector<float> values = Normals(300);
  for (size_t i = 7 * kDimension; i < values.size(); ++i) {
    values[i] = values[i % (7 * kDimension)];
  }
  ExpectExact(values, Metric::kEuclidean, 5);
  ExpectExact(values, Metric::kCosine, 5);
  ExpectExact(std::vector<float>(300 * kDimension, 2.5f), Metric::kEuclidean,
              5);
}

TEST(PairSearchTest, TakesRowsOfAllLengths) {
  std::vector<float> values = Normals(60);
  for (size_t i = 0; i < values.size(); ++i) {
    const size_t row = i / kDimension;
    if (row % 3 == 0) values[i] *= 1e6f;
    if (row % 3 == 1) values[i] *= 1e-6f;
    if (row == 20) values[i] = 0.0f;
  }
  ExpectExact(values, Metric::kEuclidean, 5);
  ExpectExact(values, Metric::kCosine, 5);
}

}  // namespace
}  // namespace feluda
