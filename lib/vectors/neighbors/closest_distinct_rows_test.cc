#include "lib/vectors/neighbors/closest_distinct_rows.h"

#include <cmath>
#include <limits>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

std::vector<uint32_t> RowsOf(ClosestDistinctRows& closest) {
  std::vector<uint32_t> rows;
  for (const auto& entry : closest.Sorted()) rows.push_back(entry.row);
  return rows;
}

TEST(ClosestDistinctRowsTest, KeepsARowOnce) {
  ClosestRows::Entry entries[6];
  ClosestDistinctRows closest(entries, 3);
  for (int time = 0; time < 5; ++time) {
    for (uint32_t row : {4, 2, 9, 7}) closest.Add(row, row * 1.0f);
  }
  EXPECT_EQ(RowsOf(closest), (std::vector<uint32_t>{2, 4, 7}));
  EXPECT_EQ(closest.bound(), 7.0f);
}

TEST(ClosestDistinctRowsTest, TakesEqualDistancesByRow) {
  ClosestRows::Entry entries[4];
  ClosestDistinctRows closest(entries, 2);
  for (uint32_t row : {5, 3, 8, 3, 1}) closest.Add(row, 1.0f);
  EXPECT_EQ(RowsOf(closest), (std::vector<uint32_t>{1, 3}));
}

TEST(ClosestDistinctRowsTest, HasTheClosestAndNoOthers) {
  for (uint32_t k = 1; k <= 9; ++k) {
    SCOPED_TRACE(k);
    std::vector<ClosestRows::Entry> entries(2 * k);
    ClosestDistinctRows closest(entries.data(), k);
    EXPECT_FALSE(closest.Has(0, 0.0f));
    // Rows 10, 12, 14, ..., three at a distance.
    const auto distance_of = [](uint32_t i) { return std::floor(i / 3.0f); };
    for (uint32_t i = 0; i < 20; ++i) closest.Add(10 + 2 * i, distance_of(i));
    ASSERT_EQ(closest.Sorted().size(), k);
    for (uint32_t i = 0; i < 20; ++i) {
      EXPECT_EQ(closest.Has(10 + 2 * i, distance_of(i)), i < k);
      EXPECT_FALSE(closest.Has(9 + 2 * i, distance_of(i)));
      EXPECT_FALSE(closest.Has(10 + 2 * i, distance_of(i) + 0.5f));
    }
  }
}

TEST(ClosestDistinctRowsTest, HasNoBoundBeforeItIsFull) {
  ClosestRows::Entry entries[4];
  ClosestDistinctRows closest(entries, 2);
  for (int time = 0; time < 9; ++time) closest.Add(6, 2.0f);
  EXPECT_EQ(closest.bound(), std::numeric_limits<float>::infinity());
  EXPECT_EQ(RowsOf(closest), (std::vector<uint32_t>{6}));
}

}  // namespace
}  // namespace feluda
