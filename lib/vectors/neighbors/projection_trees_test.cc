#include "lib/vectors/neighbors/projection_trees.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "gtest/gtest.h"
#include "lib/data/random.h"
#include "lib/vectors/neighbors/exact_distances.h"
#include "lib/vectors/neighbors/prepared_rows.h"

namespace feluda {
namespace {

std::vector<float> Normals(size_t count) {
  std::vector<float> values(count);
  RandomStream(/*seed=*/5, /*stream=*/0).FillNormal(0, absl::MakeSpan(values));
  return values;
}

PreparedRows Prepare(const std::vector<float>& values, size_t dimension,
                     ThreadPool& pool) {
  const RowsView rows(values.data(), values.size() / dimension, dimension);
  return PreparedRows(ExactDistances(rows, Metric::kEuclidean, pool), pool);
}

std::vector<uint32_t> UpTo(size_t count) {
  std::vector<uint32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0u);
  return numbers;
}

TEST(ProjectionTreesTest, PutsEachRowIntoOneLeaf) {
  // The rows themselves are halved, or their projections.
  for (size_t dimension : {1, 7, 200}) {
    for (size_t count : {1, 2, 64, 65, 1000}) {
      SCOPED_TRACE(testing::Message() << count << " of " << dimension);
      const std::vector<float> values = Normals(count * dimension);
      ThreadPool pool(2);
      const ProjectionTrees trees(Prepare(values, dimension, pool),
                                  /*max_leaf=*/64, pool);
      Leaves leaves = trees.Grow(0, pool);
      for (size_t leaf = 0; leaf < leaves.count; ++leaf) {
        EXPECT_LE(leaves.Leaf(leaf).size(), 64u);
        EXPECT_GE(leaves.Leaf(leaf).size(), std::min<size_t>(count, 32));
      }
      EXPECT_EQ(leaves.Begin(leaves.count), count);
      std::sort(leaves.rows.begin(), leaves.rows.end());
      EXPECT_EQ(leaves.rows, UpTo(count));
    }
  }
}

TEST(ProjectionTreesTest, IsTheSameForAnyNumberOfThreads) {
  const std::vector<float> values = Normals(5000 * 150);
  ThreadPool one(1), three(3);
  const PreparedRows rows = Prepare(values, 150, one);
  const ProjectionTrees a(rows, 64, one), b(rows, 64, three);
  EXPECT_EQ(a.Grow(1, one).rows, b.Grow(1, three).rows);
  EXPECT_NE(a.Grow(1, one).rows, a.Grow(2, one).rows);
}

// Rows 0 to 499 are around one place, the others around another one.
TEST(ProjectionTreesTest, HalvesWhatIsApart) {
  std::vector<float> values = Normals(1000 * 200);
  for (size_t i = 500 * 200; i < values.size(); ++i) values[i] += 30.0f;
  ThreadPool pool(1);
  const ProjectionTrees trees(Prepare(values, 200, pool), 500, pool);
  size_t whole = 0;
  for (int number = 0; number < 20; ++number) {
    const Leaves leaves = trees.Grow(number, pool);
    const auto first = leaves.Leaf(0);
    const auto below = std::count_if(first.begin(), first.end(),
                                     [](uint32_t row) { return row < 500; });
    whole += below == 0 || below == 500;
  }
  // Half of the directions are between rows of the same place.
  EXPECT_GT(whole, 4u);
}

TEST(ProjectionTreesTest, TakesEqualRows) {
  const std::vector<float> values(300 * 2, 1.0f);
  ThreadPool pool(1);
  const ProjectionTrees trees(Prepare(values, 2, pool), 64, pool);
  Leaves leaves = trees.Grow(0, pool);
  EXPECT_EQ(leaves.count, 8u);
  std::sort(leaves.rows.begin(), leaves.rows.end());
  EXPECT_EQ(leaves.rows, UpTo(300));
}

}  // namespace
}  // namespace feluda
