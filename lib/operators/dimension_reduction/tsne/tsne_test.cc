#include "lib/operators/dimension_reduction/tsne/tsne.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"

namespace feluda {
namespace {

using Method = TsneOptions::Method;
using Init = TsneOptions::Init;

// Rows of `clusters` clusters far from each other; row i is in cluster
// i % clusters.
std::vector<float> Clusters(size_t rows, size_t dimension, size_t clusters) {
  std::vector<float> values(rows * dimension), centres(clusters * dimension);
  RandomStream(1, 0).FillNormal(0, absl::MakeSpan(values));
  RandomStream(1, 1).FillNormal(0, absl::MakeSpan(centres));
  for (size_t i = 0; i < values.size(); ++i) {
    const size_t cluster = i / dimension % clusters;
    values[i] += 10.0f * centres[cluster * dimension + i % dimension];
  }
  return values;
}

TsneResult Map(const std::vector<float>& values, size_t dimension,
               const TsneOptions& options, int threads = 1) {
  ThreadPool pool(threads);
  return Tsne(RowsView(values.data(), values.size() / dimension, dimension),
              options, pool);
}

size_t Nearest(const std::vector<float>& map, size_t axes, size_t row) {
  size_t nearest = row;
  double least = INFINITY;
  for (size_t i = 0; i < map.size() / axes; ++i) {
    double square = 0.0;
    for (size_t k = 0; k < axes; ++k) {
      square += std::pow(double{map[i * axes + k]} - map[row * axes + k], 2);
    }
    if (i == row || square >= least) continue;
    least = square;
    nearest = i;
  }
  return nearest;
}

TEST(TsneTest, TakesNeighborsFoundBefore) {
  const std::vector<float> values = Clusters(80, 10, 4);
  const RowsView rows(values.data(), 80, 10);
  TsneOptions options;
  options.perplexity = 10.0;
  options.max_iterations = 300;
  ThreadPool pool(/*threads=*/1);
  const NeighborOptions search = TsneNeighbors(80, options);
  EXPECT_EQ(search.k, 31u);
  const TsneResult map =
      Tsne(rows, FindNeighbors(rows, search, pool), options, pool);
  EXPECT_EQ(map.embedding, Tsne(rows, options, pool).embedding);
}

TEST(TsneTest, SeparatesClusters) {
  struct Case {
    std::string name;
    size_t components;
    Method method;
    Init init;
  };
  const std::vector<float> values = Clusters(80, 10, 4);
  for (const Case& c : {Case{"plane", 2, Method::kBarnesHut, Init::kPca},
                        Case{"random", 2, Method::kBarnesHut, Init::kRandom},
                        Case{"space", 3, Method::kBarnesHut, Init::kPca},
                        Case{"line", 1, Method::kBarnesHut, Init::kPca},
                        Case{"exact", 2, Method::kExact, Init::kPca},
                        Case{"five", 5, Method::kExact, Init::kPca}}) {
    SCOPED_TRACE(c.name);
    TsneOptions options;
    options.n_components = c.components;
    options.method = c.method;
    options.init = c.init;
    options.perplexity = 10;
    options.max_iterations = 350;
    const TsneResult result = Map(values, 10, options);
    ASSERT_EQ(result.embedding.size(), 80 * c.components);
    size_t kept = 0;
    for (size_t i = 0; i < 80; ++i) {
      kept += Nearest(result.embedding, c.components, i) % 4 == i % 4;
    }
    EXPECT_GE(kept, 72);
    EXPECT_GT(result.kl_divergence, 0.0);
    EXPECT_LT(result.kl_divergence, 1.5);
  }
}

TEST(TsneTest, DescendsAndStopsAtTheLastIteration) {
  const std::vector<float> values = Clusters(200, 10, 3);
  TsneOptions options;
  options.max_iterations = 1;
  const TsneResult start = Map(values, 10, options);
  options.max_iterations = 300;
  const TsneResult later = Map(values, 10, options);
  EXPECT_EQ(start.iterations, 1);
  EXPECT_EQ(later.iterations, 300);
  EXPECT_LT(later.kl_divergence, start.kl_divergence / 2);
}

TEST(TsneTest, StopsWithoutProgress) {
  TsneOptions options;
  options.max_iterations = 100000;
  // Far too large a rate: nothing settles.
  options.learning_rate = 1e4;
  options.perplexity = 5;
  const TsneResult result = Map(Clusters(60, 4, 1), 4, options);
  EXPECT_GT(result.iterations, 250 + 300);
  EXPECT_LT(result.iterations, 100000);
}

// Two points have the same similarity wherever they are, so the gradient is 0.
// Both phases end at their first check, after 50 iterations each.
TEST(TsneTest, StopsWithoutAGradient) {
  TsneOptions options;
  options.perplexity = 1;
  EXPECT_EQ(Map({3, 4}, 1, options).iterations, 100);
}

TEST(TsneTest, TakesWhateverRowsThereAre) {
  struct Case {
    std::string name;
    size_t rows, dimension;
    std::vector<float> values;
  };
  std::vector<float> twins(50 * 3, 1.0f), line(40), tiny(40 * 2);
  for (size_t i = 75; i < 150; ++i) twins[i] = -1.0f;
  for (size_t i = 0; i < 40; ++i) line[i] = i;
  for (size_t i = 0; i < 80; ++i) tiny[i] = 1e-44f * (i % 7);
  for (const Case& c :
       {Case{"one", 1, 2, {3, 4}}, Case{"two", 2, 1, {3, 4}},
        Case{"three", 3, 1, {0, 0, 1}},
        Case{"alike", 60, 1, std::vector<float>(60, 5.0f)},
        Case{"few alike", 6, 1, std::vector<float>(6, 5.0f)},
        Case{"many alike", 300, 1, std::vector<float>(300, 5.0f)},
        Case{"twins", 50, 3, twins}, Case{"a line", 40, 1, line},
        Case{"denormal", 40, 2, tiny},
        Case{"large", 5, 1, {-1e15f, 1e15f, 0, 1, 2}}}) {
    for (Method method : {Method::kBarnesHut, Method::kExact}) {
      SCOPED_TRACE(c.name);
      TsneOptions options;
      options.method = method;
      options.perplexity = std::min(5.0, c.rows * 0.9);
      options.max_iterations = 350;
      const TsneResult result = Map(c.values, c.dimension, options);
      ASSERT_EQ(result.embedding.size(), c.rows * 2);
      for (float value : result.embedding) EXPECT_TRUE(std::isfinite(value));
      EXPECT_TRUE(std::isfinite(result.kl_divergence));
      EXPECT_GE(result.kl_divergence, 0.0);
    }
  }
}

// The points of noise draw together at first, and must not remain so.
TEST(TsneTest, SpreadsOutWhatEarlyExaggerationHasDrawnTogether) {
  std::vector<float> values(200 * 20);
  RandomStream(3, 0).FillNormal(0, absl::MakeSpan(values));
  TsneOptions options;
  options.learning_rate = 0.1;
  options.perplexity = 10;
  options.max_iterations = 1000;
  const TsneResult result = Map(values, 20, options);
  float farthest = 0.0f;
  for (float value : result.embedding) farthest = std::max(farthest, value);
  EXPECT_GT(farthest, 1.0f);
}

TEST(TsneTest, IsFiniteAtTheEdgesOfItsOptions) {
  const std::vector<float> values = Clusters(40, 3, 4);
  for (double rate : {1e-6, 1e6}) {
    for (double exaggeration : {1.0, 1e4}) {
      for (Method method : {Method::kBarnesHut, Method::kExact}) {
        SCOPED_TRACE(rate * exaggeration);
        TsneOptions options;
        options.method = method;
        options.learning_rate = rate;
        options.early_exaggeration = exaggeration;
        options.perplexity = 5;
        const TsneResult result = Map(values, 3, options);
        EXPECT_TRUE(std::isfinite(result.kl_divergence));
        for (float value : result.embedding) {
          EXPECT_TRUE(std::isfinite(value));
        }
      }
    }
  }
}

TEST(TsneTest, IsTheSameForAnyThreads) {
  const std::vector<float> values = Clusters(300, 6, 3);
  for (Method method : {Method::kBarnesHut, Method::kExact}) {
    TsneOptions options;
    options.method = method;
    options.max_iterations = 51;
    const TsneResult one = Map(values, 6, options, 1);
    const TsneResult three = Map(values, 6, options, 3);
    EXPECT_EQ(one.embedding, three.embedding);
    EXPECT_EQ(one.kl_divergence, three.kl_divergence);
  }
}

TEST(TsneTest, TheSeedDecidesARandomStart) {
  const std::vector<float> values = Clusters(50, 6, 3);
  TsneOptions options;
  options.init = Init::kRandom;
  options.perplexity = 5;
  options.max_iterations = 20;
  const TsneResult first = Map(values, 6, options);
  EXPECT_EQ(Map(values, 6, options).embedding, first.embedding);
  options.seed = 43;
  EXPECT_NE(Map(values, 6, options).embedding, first.embedding);
}

}  // namespace
}  // namespace feluda
