#include "lib/operators/dimension_reduction/weighted_graph.h"

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "lib/operators/dimension_reduction/umap/made_up_graphs.h"

namespace feluda {
namespace {

TEST(WeightedGraphTest, RemovesLightEdges) {
  WeightedGraph graph =
      MakeGraph(4, {{0, 1, 0.5f}, {0, 2, 0.1f}, {1, 3, 0.2f}, {2, 3, 0.19f}});
  RemoveLightEdges(0.2f, graph);
  EXPECT_EQ(graph.offsets, std::vector<size_t>({0, 1, 3, 3, 4}));
  EXPECT_EQ(graph.tails, std::vector<uint32_t>({1, 0, 3, 1}));
  EXPECT_EQ(graph.weights, std::vector<float>({0.5f, 0.5f, 0.2f, 0.2f}));
}

TEST(WeightedGraphTest, ComponentsAreNumberedByTheirFirstVertices) {
  const Components components =
      ConnectedComponents(MakeGraph(7, {{0, 3}, {3, 5}, {1, 6}, {6, 4}}));
  EXPECT_EQ(components.count, 3u);
  EXPECT_EQ(components.labels, std::vector<uint32_t>({0, 1, 2, 0, 1, 0, 1}));
}

TEST(WeightedGraphTest, ALongPathIsOneComponent) {
  std::vector<MadeUpEdge> edges;
  for (uint32_t v = 1; v < 100000; ++v) edges.push_back({v - 1, v});
  EXPECT_EQ(ConnectedComponents(MakeGraph(100000, edges)).count, 1u);
}

TEST(WeightedGraphTest, SubgraphKeepsTheEdgesAmongItsVertices) {
  const WeightedGraph graph = MakeGraph(
      6,
      {{0, 1, 0.1f}, {1, 3, 0.2f}, {3, 5, 0.3f}, {1, 5, 0.4f}, {2, 3, 0.5f}});
  const WeightedGraph part = Subgraph(graph, {1, 3, 4, 5});
  EXPECT_EQ(part.offsets, std::vector<size_t>({0, 2, 4, 4, 6}));
  EXPECT_EQ(part.tails, std::vector<uint32_t>({1, 3, 0, 3, 0, 1}));
  EXPECT_EQ(part.weights,
            std::vector<float>({0.2f, 0.4f, 0.2f, 0.3f, 0.4f, 0.3f}));
}

}  // namespace
}  // namespace feluda
