#include "lib/operators/dimension_reduction/symmetric_graph.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

float Mean(float a, float b) { return (a + b) / 2; }

WeightedGraph Graph(std::vector<size_t> offsets, std::vector<uint32_t> tails,
                    std::vector<float> weights) {
  WeightedGraph graph;
  graph.offsets = std::move(offsets);
  graph.tails = std::move(tails);
  graph.weights = std::move(weights);
  return graph;
}

TEST(SymmetricGraphTest, CombinesTheWeightsOfBothEnds) {
  ThreadPool pool(1);
  // Vertex 0 lists 1 and 2, vertex 1 lists 0, vertex 2 lists 1.
  const WeightedGraph graph =
      Symmetrize(Graph({0, 2, 3, 4}, {1, 2, 0, 1}, {1, 2, 3, 4}), Mean, pool);
  EXPECT_EQ(graph.offsets, std::vector<size_t>({0, 2, 4, 6}));
  EXPECT_EQ(graph.tails, std::vector<uint32_t>({1, 2, 0, 2, 0, 1}));
  EXPECT_EQ(graph.weights, std::vector<float>({2, 1, 2, 2, 1, 2}));
}

TEST(SymmetricGraphTest, KeepsVerticesWithoutEdges) {
  ThreadPool pool(1);
  const WeightedGraph graph =
      Symmetrize(Graph({0, 0, 1, 1}, {2}, {6}), Mean, pool);
  EXPECT_EQ(graph.offsets, std::vector<size_t>({0, 0, 1, 2}));
  EXPECT_EQ(graph.weights, std::vector<float>({3, 3}));
}

TEST(SymmetricGraphTest, IsTheSameForAnyThreads) {
  WeightedGraph directed;
  for (uint32_t v = 0; v < 1000; ++v) {
    std::vector<uint32_t> tails = {(v + 1) % 1000, (v * 7 + 3) % 1000};
    std::sort(tails.begin(), tails.end());
    directed.tails.insert(directed.tails.end(), tails.begin(), tails.end());
    directed.weights.insert(directed.weights.end(), {1.0f, 1.0f * v});
    directed.offsets.push_back(directed.tails.size());
  }
  ThreadPool one(1), three(3);
  const WeightedGraph a = Symmetrize(directed, Mean, one);
  const WeightedGraph b = Symmetrize(directed, Mean, three);
  EXPECT_EQ(a.offsets, b.offsets);
  EXPECT_EQ(a.tails, b.tails);
  EXPECT_EQ(a.weights, b.weights);
}

}  // namespace
}  // namespace feluda
