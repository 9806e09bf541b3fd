#include "lib/operators/dimension_reduction/umap/spectral/spectral_layout.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "gtest/gtest.h"
#include "lib/operators/dimension_reduction/umap/made_up_graphs.h"

namespace feluda {
namespace {

// Rings of 10 vertices without edges between the rings, on a line in one
// dimension.
struct Rings {
  explicit Rings(uint32_t count) {
    std::vector<MadeUpEdge> edges;
    for (uint32_t v = 0; v < 10 * count; ++v) {
      const uint32_t first = v - v % 10;
      edges.push_back({v, first + (v + 1) % 10});
      values.push_back(10.0f * first + v % 10);
    }
    graph = MakeGraph(10 * count, edges);
  }

  SpectralLayout LayOut() const {
    SpectralLayoutOptions options;
    options.neighbors.k = 5;
    ThreadPool pool(1);
    return LayOutSpectrally(RowsView(values.data(), values.size(), 1), graph,
                            options, pool);
  }

  std::vector<float> values;
  WeightedGraph graph;
};

// The mean of a ring's places.
std::pair<float, float> Middle(const SpectralLayout& layout, size_t ring) {
  float x = 0.0f, y = 0.0f;
  for (size_t v = 10 * ring; v < 10 * ring + 10; ++v) {
    x += layout.places[2 * v] / 10.0f;
    y += layout.places[2 * v + 1] / 10.0f;
  }
  return {x, y};
}

TEST(SpectralLayoutTest, ConnectedGraphIsOnePart) {
  const SpectralLayout layout = Rings(1).LayOut();
  EXPECT_EQ(layout.parts, 1u);
  EXPECT_EQ(layout.random_parts, 0u);
  float largest = 0.0f;
  for (float place : layout.places) {
    largest = std::max(largest, std::abs(place));
  }
  EXPECT_EQ(largest, 1.0f);
}

TEST(SpectralLayoutTest, FewPartsAreOnTheAxes) {
  const SpectralLayout layout = Rings(4).LayOut();
  EXPECT_EQ(layout.parts, 4u);
  constexpr float kMiddles[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
  for (size_t ring = 0; ring < 4; ++ring) {
    const auto [x, y] = Middle(layout, ring);
    EXPECT_NEAR(x, kMiddles[ring][0], 1e-3f);
    EXPECT_NEAR(y, kMiddles[ring][1], 1e-3f);
  }
}

TEST(SpectralLayoutTest, ManyPartsKeepClearOfEachOther) {
  const SpectralLayout layout = Rings(30).LayOut();
  EXPECT_EQ(layout.parts, 30u);
  EXPECT_EQ(layout.random_parts, 0u);
  for (size_t a = 0; a < 30; ++a) {
    const auto [ax, ay] = Middle(layout, a);
    // A vertex is nearer to the mean of its own ring than to any other.
    for (size_t v = 10 * a; v < 10 * a + 10; ++v) {
      const float x = layout.places[2 * v], y = layout.places[2 * v + 1];
      for (size_t b = 0; b < 30; ++b) {
        const auto [bx, by] = Middle(layout, b);
        EXPECT_LE(std::hypot(x - ax, y - ay),
                  std::hypot(x - bx, y - by) + 1e-3f);
      }
    }
  }
}

TEST(SpectralLayoutTest, PartsWithoutSpectrumAreRandom) {
  const WeightedGraph graph = MakeGraph(5, {{0, 1}, {1, 2}, {3, 4}});
  const std::vector<float> values = {0, 1, 2, 10, 11};
  SpectralLayoutOptions options;
  options.neighbors.k = 1;
  ThreadPool pool(1);
  const SpectralLayout layout =
      LayOutSpectrally(RowsView(values.data(), 5, 1), graph, options, pool);
  EXPECT_EQ(layout.parts, 2u);
  EXPECT_EQ(layout.random_parts, 2u);
  // The parts are around 1 and -1 on the first axis and do not overlap.
  for (size_t v = 0; v < 5; ++v) {
    EXPECT_EQ(layout.places[2 * v] > 0.0f, v < 3);
  }
  EXPECT_NE(layout.places[0], layout.places[2]);
}

// Forty parts have their means at one point, and forty at another.
TEST(SpectralLayoutTest, PartsOfOneMeanHaveDefinedPlaces) {
  Rings rings(80);
  for (size_t v = 0; v < rings.values.size(); ++v) {
    rings.values[v] = v < 400 ? 0.0f : 1.0f;
  }
  const SpectralLayout layout = rings.LayOut();
  EXPECT_EQ(layout.parts, 80u);
  for (float place : layout.places) ASSERT_TRUE(std::isfinite(place));
}

}  // namespace
}  // namespace feluda
