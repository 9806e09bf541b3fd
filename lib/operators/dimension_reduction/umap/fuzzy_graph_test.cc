#include "lib/operators/dimension_reduction/umap/fuzzy_graph.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

double SumOfWeights(const std::vector<Neighbor>& neighbors,
                    const Neighborhood& fit) {
  double sum = 0.0;
  for (const Neighbor& neighbor : neighbors) {
    const double beyond = neighbor.distance - fit.nearest;
    sum += beyond <= 0.0 ? 1.0 : std::exp(-beyond / fit.scale);
  }
  return sum;
}

TEST(FuzzyGraphTest, WeightsSumToTheLogarithmOfTheNeighbors) {
  for (float unit : {1e-20f, 1.0f, 1e15f}) {
    std::vector<Neighbor> neighbors;
    for (uint32_t i = 0; i < 7; ++i) {
      neighbors.push_back({i, unit * (2.0f + i * i)});
    }
    const Neighborhood fit = FitNeighborhood(neighbors, unit);
    EXPECT_EQ(fit.nearest, 2.0f * unit);
    EXPECT_NEAR(SumOfWeights(neighbors, fit), std::log2(8.0), 1e-4);
  }
}

TEST(FuzzyGraphTest, NearestIsTheLeastPositiveDistance) {
  const std::vector<Neighbor> neighbors = {
      {0, 0.0f}, {1, 3.0f}, {2, 4.0f}, {3, 5.0f}, {4, 6.0f}};
  EXPECT_EQ(FitNeighborhood(neighbors, 1.0).nearest, 3.0f);
}

TEST(FuzzyGraphTest, ScaleIsAtLeastAThousandthOfTheMeanDistance) {
  // First all neighbours are nearest, so that no scale fits; then all are at
  // distance 0.
  const std::vector<Neighbor> near = {{0, 1.0f}, {1, 1.0f}, {2, 1.0f}};
  EXPECT_FLOAT_EQ(FitNeighborhood(near, 50.0).scale, 1e-3f * 3.0f / 4.0f);
  const std::vector<Neighbor> equal = {{0, 0.0f}, {1, 0.0f}, {2, 0.0f}};
  EXPECT_FLOAT_EQ(FitNeighborhood(equal, 50.0).scale, 50e-3f);
}

// Rows 0, 1 and 2 are at 0, 1 and 3 on a line; each has its nearest row as its
// only neighbour.
TEST(FuzzyGraphTest, JoinsTheWeightsOfBothEnds) {
  Neighbors neighbors;
  neighbors.k = 1;
  neighbors.values = {{1, 1.0f}, {0, 1.0f}, {1, 2.0f}};
  ThreadPool pool(1);
  const WeightedGraph graph = FuzzyGraph(neighbors, pool);
  EXPECT_EQ(graph.offsets, std::vector<size_t>({0, 1, 3, 4}));
  EXPECT_EQ(graph.tails, std::vector<uint32_t>({1, 0, 2, 1}));
  EXPECT_EQ(graph.weights, std::vector<float>({1, 1, 1, 1}));
}

TEST(FuzzyGraphTest, AnEdgeWeighsTheProbabilisticSumOfItsEnds) {
  Neighbors neighbors;
  neighbors.k = 3;
  neighbors.values = {{1, 1.0f}, {2, 2.0f}, {3, 4.0f}, {0, 1.0f},
                      {2, 3.0f}, {3, 5.0f}, {0, 2.0f}, {3, 2.5f},
                      {1, 3.0f}, {2, 2.5f}, {0, 4.0f}, {1, 5.0f}};
  const auto weight = [&](size_t row, float distance) {
    const Neighborhood fit = FitNeighborhood(neighbors.Row(row), 1.0);
    return std::exp((fit.nearest - distance) / fit.scale);
  };
  ThreadPool pool(1);
  const WeightedGraph graph = FuzzyGraph(neighbors, pool);
  ASSERT_EQ(graph.tails.size(), 12u);
  // Between 1 and 3: the last of row 1, and the middle one of row 3.
  const float a = weight(1, 5.0f), b = weight(3, 5.0f);
  EXPECT_FLOAT_EQ(graph.weights[5], a + b - a * b);
  EXPECT_EQ(graph.weights[5], graph.weights[10]);
}

TEST(FuzzyGraphTest, SameBytesForAnyNumberOfThreads) {
  Neighbors neighbors;
  neighbors.k = 3;
  constexpr uint32_t kRows = 1000;
  for (uint32_t row = 0; row < kRows; ++row) {
    for (uint32_t i = 1; i <= neighbors.k; ++i) {
      neighbors.values.push_back({(row * i + i) % kRows, 0.1f * (row % 7) + i});
    }
  }
  ThreadPool one(1), three(3);
  const WeightedGraph graph = FuzzyGraph(neighbors, one);
  const WeightedGraph again = FuzzyGraph(neighbors, three);
  EXPECT_EQ(graph.tails, again.tails);
  EXPECT_EQ(graph.weights, again.weights);
}

}  // namespace
}  // namespace feluda
