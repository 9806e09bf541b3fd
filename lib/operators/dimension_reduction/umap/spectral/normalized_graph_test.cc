#include "lib/operators/dimension_reduction/umap/spectral/normalized_graph.h"

#include <cmath>
#include <vector>

#include "gtest/gtest.h"
#include "lib/operators/dimension_reduction/umap/made_up_graphs.h"

namespace feluda {
namespace {

constexpr size_t kColumns = NormalizedGraph::kColumns;

TEST(NormalizedGraphTest, MultipliesByTheScaledWeights) {
  // Degrees 5, 1 and 4.
  const WeightedGraph graph = MakeGraph(3, {{0, 1, 1.0f}, {0, 2, 4.0f}});
  ThreadPool pool(1);
  const NormalizedGraph normalized(graph, pool);
  std::vector<float> block(3 * kColumns);
  for (size_t j = 0; j < kColumns; ++j) {
    block[1 * kColumns + j] = 1.0f + j;
    block[2 * kColumns + j] = 10.0f * j;
  }
  float sums[kColumns];
  normalized.MultiplyRow(0, block.data(), kColumns, sums);
  for (size_t j = 0; j < kColumns; ++j) {
    EXPECT_FLOAT_EQ(sums[j], (1.0f + j) / std::sqrt(5.0f) +
                                 4.0f * 10.0f * j / std::sqrt(20.0f));
  }
}

TEST(NormalizedGraphTest, TrivialVectorIsItsOwnProduct) {
  const WeightedGraph graph =
      MakeGraph(4, {{0, 1, 0.5f}, {1, 2, 0.1f}, {2, 3, 0.9f}, {0, 3, 0.2f}});
  ThreadPool pool(1);
  const NormalizedGraph normalized(graph, pool);
  std::vector<float> block(4 * kColumns);
  float length = 0.0f;
  for (size_t v = 0; v < 4; ++v) {
    block[v * kColumns] = normalized.trivial()[v];
    length += normalized.trivial()[v] * normalized.trivial()[v];
  }
  EXPECT_NEAR(length, 1.0f, 1e-6f);
  for (size_t v = 0; v < 4; ++v) {
    float sums[kColumns];
    normalized.MultiplyRow(v, block.data(), kColumns, sums);
    EXPECT_NEAR(sums[0], normalized.trivial()[v], 1e-6f);
    EXPECT_EQ(sums[1], 0.0f);
  }
}

}  // namespace
}  // namespace feluda
