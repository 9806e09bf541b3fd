#include "lib/operators/dimension_reduction/umap/spectral/spectral_embedding.h"

#include <cmath>

#include "gtest/gtest.h"
#include "lib/operators/dimension_reduction/umap/made_up_graphs.h"

namespace feluda {
namespace {

constexpr uint64_t kSeed = 42;

// The smoothest eigenvectors of a ring are a sine and a cosine, which put the
// vertices on a circle, one after the other.
TEST(SpectralEmbeddingTest, ARingBecomesACircle) {
  constexpr uint32_t kVertices = 600;
  ThreadPool pool(1);
  const SpectralEmbedding embedding =
      EmbedSpectrally(MakeRing(kVertices, 3), 2, kSeed, pool);
  EXPECT_TRUE(embedding.converged);
  const float radius = std::sqrt(2.0f / kVertices);
  for (uint32_t v = 0; v < kVertices; ++v) {
    const float* place = &embedding.vectors[v * 2];
    EXPECT_NEAR(std::hypot(place[0], place[1]), radius, 0.05f * radius);
    const float* next = &embedding.vectors[(v + 1) % kVertices * 2];
    EXPECT_LT(std::hypot(place[0] - next[0], place[1] - next[1]),
              0.1f * radius);
  }
}

TEST(SpectralEmbeddingTest, EigenvaluesAreTheLaplacians) {
  // A ring has 1 - cos(2 pi k / n), each twice; a complete graph n / (n - 1).
  ThreadPool pool(1);
  const auto ring = EmbedSpectrally(MakeRing(20), 4, kSeed, pool);
  const double pi = std::acos(-1.0);
  for (size_t j = 0; j < 4; ++j) {
    const size_t k = j / 2 + 1;
    EXPECT_NEAR(ring.eigenvalues[j], 1.0 - std::cos(pi / 10 * k), 1e-3);
  }
  const auto complete = EmbedSpectrally(MakeRing(9, 4), 3, kSeed, pool);
  for (double value : complete.eigenvalues) {
    EXPECT_NEAR(value, 9.0 / 8.0, 1e-3);
  }
}

TEST(SpectralEmbeddingTest, ThinLinkParts) {
  // Two rings of 40 with one edge between them.
  std::vector<MadeUpEdge> edges = {{0, 40, 0.01f}};
  for (uint32_t ring : {0u, 40u}) {
    for (uint32_t v = 0; v < 40; ++v) {
      edges.push_back({ring + v, ring + (v + 1) % 40});
      edges.push_back({ring + v, ring + (v + 7) % 40});
    }
  }
  ThreadPool pool(1);
  const auto embedding = EmbedSpectrally(MakeGraph(80, edges), 1, kSeed, pool);
  for (uint32_t v = 0; v < 40; ++v) {
    EXPECT_LT(embedding.vectors[v] * embedding.vectors[40 + v], 0.0f);
  }
}

TEST(SpectralEmbeddingTest, FewVerticesHaveDirectionsLeft) {
  ThreadPool pool(1);
  for (uint32_t vertices : {4u, 5u, 9u}) {
    const auto embedding = EmbedSpectrally(MakeStar(vertices), 2, kSeed, pool);
    EXPECT_TRUE(embedding.converged);
    double length = 0.0, product = 0.0;
    for (uint32_t v = 0; v < vertices; ++v) {
      const float* place = &embedding.vectors[v * 2];
      length += place[0] * place[0];
      product += place[0] * place[1];
    }
    EXPECT_NEAR(length, 1.0, 1e-4);
    EXPECT_NEAR(product, 0.0, 1e-4);
  }
}

// On so long a path the smoothest eigenvectors converge slowly.
TEST(SpectralEmbeddingTest, EndsWhenItsProductsAreUsedUp) {
  std::vector<MadeUpEdge> edges;
  for (uint32_t v = 0; v + 1 < 4000; ++v) edges.push_back({v, v + 1});
  ThreadPool pool(1);
  const auto embedding =
      EmbedSpectrally(MakeGraph(4000, edges), 2, kSeed, pool);
  EXPECT_LE(embedding.products, kMaxProducts + 1);
  for (float value : embedding.vectors) ASSERT_TRUE(std::isfinite(value));
}

TEST(SpectralEmbeddingTest, SameBytesForAnyNumberOfThreads) {
  const WeightedGraph graph = MakeRing(1500, 5);
  ThreadPool one(1), three(3);
  EXPECT_EQ(EmbedSpectrally(graph, 2, kSeed, one).vectors,
            EmbedSpectrally(graph, 2, kSeed, three).vectors);
}

}  // namespace
}  // namespace feluda
