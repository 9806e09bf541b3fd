#include "lib/operators/dimension_reduction/tsne/barnes_hut_objective.h"

#include <cmath>
#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"
#include "lib/operators/dimension_reduction/tsne/exact_objective.h"

namespace feluda {
namespace {

constexpr size_t kRows = 200;
constexpr double kPerplexity = 15;

struct Matrix {
  Matrix(size_t rows, size_t columns, uint64_t seed)
      : values(rows * columns), view(values.data(), rows, columns) {
    RandomStream(seed, 0).FillNormal(0, absl::MakeSpan(values));
  }

  std::vector<float> values;
  RowsView view;
};

WeightedGraph Similarities(const RowsView& rows, size_t k, ThreadPool& pool) {
  NeighborOptions options;
  options.k = k;
  return JointSimilarities(FindNeighbors(rows, options, pool), kPerplexity,
                           pool);
}

TEST(BarnesHutObjectiveTest, SimilaritiesOfAllRowsAreTheExactOnes) {
  const Matrix rows(kRows, 6, 1);
  ThreadPool pool(1);
  const WeightedGraph graph = Similarities(rows.view, kRows - 1, pool);
  const std::vector<float> exact =
      AllJointSimilarities(rows.view, kPerplexity, pool);
  ASSERT_EQ(graph.tails.size(), kRows * (kRows - 1));
  for (size_t v = 0; v < kRows; ++v) {
    for (size_t e = graph.offsets[v]; e < graph.offsets[v + 1]; ++e) {
      EXPECT_NEAR(graph.weights[e], exact[v * kRows + graph.tails[e]], 1e-8);
    }
  }
}

TEST(BarnesHutObjectiveTest, SimilaritiesOfTheNearestSumToOne) {
  const Matrix rows(kRows, 6, 1);
  ThreadPool pool(1);
  const WeightedGraph graph = Similarities(rows.view, 46, pool);
  double sum = 0.0;
  for (float weight : graph.weights) sum += weight;
  EXPECT_NEAR(sum, 1.0, 1e-6);
  EXPECT_LE(graph.tails.size(), 2 * 46 * kRows);
}

TEST(BarnesHutObjectiveTest, IsTheExactOneWithAllRowsAndNoAngle) {
  const Matrix rows(kRows, 6, 1), points(3, kRows, 2);
  ThreadPool pool(1);
  BarnesHutObjective objective(Similarities(rows.view, kRows - 1, pool), 3,
                               /*angle=*/0.0);
  ExactObjective exact(rows.view, 3, kPerplexity, pool);
  std::vector<float> gradient(3 * kRows), expected(3 * kRows);
  objective.Gradient(points.view, 12.0, pool, gradient.data());
  exact.Gradient(points.view, 12.0, pool, expected.data());
  for (size_t i = 0; i < gradient.size(); ++i) {
    EXPECT_NEAR(gradient[i], expected[i], 1e-6);
  }
  EXPECT_NEAR(objective.Divergence(points.view, pool),
              exact.Divergence(points.view, pool), 1e-5);
}

TEST(BarnesHutObjectiveTest, DivergenceIsRightAtAWideAngle) {
  const Matrix rows(kRows, 6, 1), points(2, kRows, 2);
  ThreadPool pool(1);
  BarnesHutObjective objective(Similarities(rows.view, kRows - 1, pool), 2,
                               /*angle=*/1.0);
  ExactObjective exact(rows.view, 2, kPerplexity, pool);
  EXPECT_NEAR(objective.Divergence(points.view, pool),
              exact.Divergence(points.view, pool), 1e-3);
}

}  // namespace
}  // namespace feluda
