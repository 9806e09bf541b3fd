#include "lib/vectors/neighbors/forest_search.h"

#include <vector>

#include "gtest/gtest.h"
#include "lib/data/random.h"
#include "lib/vectors/neighbors/exact_distances.h"
#include "lib/vectors/neighbors/prepared_rows.h"

namespace feluda {
namespace {

constexpr size_t kRows = 8000;
constexpr size_t kDimension = 64;
constexpr size_t kKeep = 6;

// Rows that differ in `directions` directions.
std::vector<float> MakeRows(size_t directions) {
  std::vector<float> values(kRows * kDimension);
  std::vector<float> factors(kRows * directions), axes(directions * kDimension);
  const RandomStream random(/*seed=*/9, /*stream=*/0);
  random.FillNormal(0, absl::MakeSpan(factors));
  random.FillNormal(factors.size(), absl::MakeSpan(axes));
  for (size_t i = 0; i < kRows; ++i) {
    for (size_t a = 0; a < directions; ++a) {
      for (size_t k = 0; k < kDimension; ++k) {
        values[i * kDimension + k] +=
            factors[i * directions + a] * axes[a * kDimension + k];
      }
    }
  }
  return values;
}

PreparedRows Prepare(const std::vector<float>& values, ThreadPool& pool) {
  const RowsView rows(values.data(), kRows, kDimension);
  return PreparedRows(ExactDistances(rows, Metric::kEuclidean, pool), pool);
}

TEST(ForestSearchTest, FindsMoreWithEachStep) {
  const std::vector<float> values = MakeRows(3);
  ThreadPool pool(1);
  const PreparedRows rows = Prepare(values, pool);
  std::vector<ClosestRows::Entry> entries(kRows * 2 * kKeep);
  ForestSearch search(rows, kKeep, /*judged=*/5, entries.data(), pool);
  EXPECT_EQ(search.recall(), 0.0);
  double before = 0.0;
  for (int tree = 1; tree <= 4; ++tree) {
    search.Improve(pool);
    EXPECT_EQ(search.trees() + search.joins(), tree);
    EXPECT_GE(search.recall(), before);
    before = search.recall();
  }
  EXPECT_GT(before, 0.9);
}

TEST(ForestSearchTest, KeepsEachRowOnceAndNotItself) {
  const std::vector<float> values = MakeRows(2);
  ThreadPool pool(2);
  const PreparedRows rows = Prepare(values, pool);
  std::vector<ClosestRows::Entry> entries(kRows * 2 * kKeep);
  ForestSearch search(rows, kKeep, 5, entries.data(), pool);
  for (int tree = 0; tree < 3; ++tree) search.Improve(pool);
  for (size_t row = 0; row < kRows; row += 7) {
    const auto found = search.Row(row);
    ASSERT_EQ(found.size(), kKeep);
    for (size_t i = 0; i < found.size(); ++i) {
      EXPECT_NE(found[i].row, row);
      for (size_t j = 0; j < i; ++j) EXPECT_NE(found[i].row, found[j].row);
    }
  }
}

bool IsWorthwhileAfterATree(const std::vector<float>& values) {
  ThreadPool pool(1);
  const PreparedRows rows = Prepare(values, pool);
  std::vector<ClosestRows::Entry> entries(kRows * 2 * kKeep);
  ForestSearch search(rows, kKeep, 5, entries.data(), pool);
  search.Improve(pool);
  return search.IsWorthwhile(0.95);
}

TEST(ForestSearchTest, IsWorthwhileWhereRowsDifferInFewDirections) {
  EXPECT_TRUE(IsWorthwhileAfterATree(MakeRows(2)));
  std::vector<float> noise(kRows * kDimension);
  RandomStream(/*seed=*/9, /*stream=*/1).FillNormal(0, absl::MakeSpan(noise));
  EXPECT_FALSE(IsWorthwhileAfterATree(noise));
}

}  // namespace
}  // namespace feluda
