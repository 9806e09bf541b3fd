#include "lib/operators/dimension_reduction/umap/graph_layout.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "gtest/gtest.h"
#include "lib/operators/dimension_reduction/umap/made_up_graphs.h"

namespace feluda {
namespace {

// Places that have nothing to do with any graph.
std::vector<float> Scattered(size_t vertices, size_t components) {
  std::vector<float> places(vertices * components);
  for (size_t i = 0; i < places.size(); ++i) {
    places[i] = 10.0f * std::fmod(0.618f * i, 1.0f);
  }
  return places;
}

float Distance(const std::vector<float>& places, size_t a, size_t b) {
  return std::hypot(places[2 * a] - places[2 * b],
                    places[2 * a + 1] - places[2 * b + 1]);
}

TEST(GraphLayoutTest, ConnectedVerticesComeTogether) {
  // Twenty complete graphs of ten vertices.
  std::vector<MadeUpEdge> edges;
  for (uint32_t a = 0; a < 200; ++a) {
    for (uint32_t b = a + 1; b < a - a % 10 + 10; ++b) edges.push_back({a, b});
  }
  std::vector<float> places = Scattered(200, 2);
  ThreadPool pool(1);
  OptimizeLayout(MakeGraph(200, edges), {}, pool, places);
  for (size_t v = 0; v < 200; ++v) {
    EXPECT_LT(Distance(places, v, v - v % 10), 4.0f);
    EXPECT_GT(Distance(places, v, (v + 10) % 200), 1.0f);
  }
}

// Two vertices that only have each other must not leap over one another, ever
// farther.
TEST(GraphLayoutTest, APairStaysWhereItIs) {
  std::vector<float> places = {3.0f, 4.0f, 3.001f, 4.0f};
  ThreadPool pool(1);
  GraphLayoutOptions options;
  options.negative_sample_rate = 0;
  OptimizeLayout(MakeGraph(2, {{0, 1}}), options, pool, places);
  EXPECT_NEAR((places[0] + places[2]) / 2, 3.0005f, 1e-2f);
  EXPECT_NEAR((places[1] + places[3]) / 2, 4.0f, 1e-2f);
}

TEST(GraphLayoutTest, AHeavyEdgeAttractsMore) {
  std::vector<MadeUpEdge> edges = {{0, 1, 1.0f}, {2, 3, 0.01f}};
  for (uint32_t v = 4; v < 60; ++v) edges.push_back({v, v % 4, 0.05f});
  std::vector<float> places = Scattered(60, 2);
  ThreadPool pool(1);
  OptimizeLayout(MakeGraph(60, edges), {}, pool, places);
  EXPECT_LT(Distance(places, 0, 1), Distance(places, 2, 3));
}

TEST(GraphLayoutTest, SameBytesForAnyNumberOfThreads) {
  // There are enough rounds and vertices for several chunks, and some vertices
  // have many edges.
  std::vector<MadeUpEdge> edges;
  constexpr uint32_t kVertices = 6000;
  for (uint32_t v = 3; v < kVertices; ++v) {
    edges.push_back({v, v % 3});
    edges.push_back({v - 1, v, 0.5f});
  }
  const WeightedGraph graph = MakeGraph(kVertices, edges);
  GraphLayoutOptions options;
  options.epochs = 5;
  std::vector<float> places = Scattered(kVertices, 2), again = places;
  ThreadPool one(1), three(3);
  OptimizeLayout(graph, options, one, places);
  OptimizeLayout(graph, options, three, again);
  EXPECT_EQ(places, again);
}

TEST(GraphLayoutTest, SeedsDiffer) {
  const WeightedGraph graph = MakeRing(50, 3);
  std::vector<float> places = Scattered(50, 2), other = places;
  GraphLayoutOptions options;
  ThreadPool pool(1);
  OptimizeLayout(graph, options, pool, places);
  options.seed = 43;
  OptimizeLayout(graph, options, pool, other);
  EXPECT_NE(places, other);
}

TEST(GraphLayoutTest, HarshForcesStayFinite) {
  GraphLayoutOptions options;
  options.epochs = 50;
  options.learning_rate = 1000.0;
  options.repulsion_strength = 1000.0;
  ThreadPool pool(1);
  for (const auto& [min_dist, spread] :
       {std::pair(0.0, 1e-3), {1e-3, 1e-3}, {0.0, 1e3}, {1e3, 1e3}}) {
    options.curve = FitMembershipCurve(min_dist, spread);
    std::vector<float> places = Scattered(40, 3);
    std::fill(places.begin(), places.begin() + 30, 0.0f);
    options.n_components = 3;
    OptimizeLayout(MakeStar(40), options, pool, places);
    for (float place : places) ASSERT_TRUE(std::isfinite(place));
  }
}

TEST(GraphLayoutTest, WithoutEdgesNothingMoves) {
  std::vector<float> places = Scattered(5, 2);
  const std::vector<float> before = places;
  ThreadPool pool(1);
  OptimizeLayout(MakeGraph(5, {}), {}, pool, places);
  EXPECT_EQ(places, before);
}

}  // namespace
}  // namespace feluda
