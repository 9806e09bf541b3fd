#include "lib/operators/dimension_reduction/umap/umap.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"

namespace feluda {
namespace {

// Normal random numbers. Row i is around the centre of its cluster, i %
// clusters.
struct Rows {
  Rows(size_t count, size_t dimension, size_t clusters = 1)
      : values(count * dimension), view(values.data(), count, dimension) {
    std::vector<float> centers(clusters * dimension);
    RandomStream(1, 0).FillNormal(0, absl::MakeSpan(centers));
    RandomStream(1, 1).FillNormal(0, absl::MakeSpan(values));
    for (size_t i = 0; i < values.size(); ++i) {
      const size_t cluster = i / dimension % clusters;
      values[i] += 20.0f * centers[cluster * dimension + i % dimension];
    }
  }

  std::vector<float> values;
  RowsView view;
};

UmapResult Reduce(const Rows& rows, const UmapOptions& options = {},
                  int threads = 1) {
  ThreadPool pool(threads);
  return Umap(rows.view, options, pool);
}

void ExpectFinite(const UmapResult& result, size_t size) {
  ASSERT_EQ(result.embedding.size(), size);
  for (float value : result.embedding) ASSERT_TRUE(std::isfinite(value));
}

TEST(UmapTest, TakesNeighborsFoundBefore) {
  const Rows rows(60, 5, 3);
  UmapOptions options;
  options.n_neighbors = 8;
  options.n_epochs = 50;
  ThreadPool pool(/*threads=*/1);
  const NeighborOptions search = UmapNeighbors(60, options);
  EXPECT_EQ(search.k, 7u);
  const UmapResult layout =
      Umap(rows.view, FindNeighbors(rows.view, search, pool), options, pool);
  EXPECT_EQ(layout.embedding, Reduce(rows, options).embedding);
  EXPECT_EQ(layout.n_neighbors, 8u);
}

// How many rows have a nearest row of their own cluster in the embedding.
size_t NearestOfOwnCluster(const std::vector<float>& embedding, size_t rows,
                           size_t clusters) {
  const size_t components = embedding.size() / rows;
  size_t own = 0;
  for (size_t a = 0; a < rows; ++a) {
    float least = INFINITY;
    size_t nearest = a;
    for (size_t b = 0; b < rows; ++b) {
      float square = 0.0f;
      for (size_t c = 0; c < components; ++c) {
        const float apart =
            embedding[a * components + c] - embedding[b * components + c];
        square += apart * apart;
      }
      if (b == a || square >= least) continue;
      least = square;
      nearest = b;
    }
    own += nearest % clusters == a % clusters;
  }
  return own;
}

TEST(UmapTest, ClustersStayTogether) {
  const Rows rows(200, 20, 4);
  for (Metric metric : {Metric::kEuclidean, Metric::kCosine}) {
    for (size_t components : {1, 2, 3, 7}) {
      SCOPED_TRACE(absl::StrCat(components, " components"));
      UmapOptions options;
      options.metric = metric;
      options.n_components = components;
      const UmapResult result = Reduce(rows, options);
      ExpectFinite(result, 200 * components);
      EXPECT_GE(NearestOfOwnCluster(result.embedding, 200, 4), 198u);
      EXPECT_EQ(result.parts, 4u);
    }
  }
}

TEST(UmapTest, ARowsPlaceIsAmongThoseOfItsNeighbors) {
  // Rows on a line: what is next to each other on it must be so in the layout.
  Rows rows(300, 1);
  for (size_t i = 0; i < 300; ++i) rows.values[i] = i;
  const UmapResult result = Reduce(rows);
  EXPECT_EQ(result.parts, 1u);
  size_t near = 0;
  for (size_t i = 20; i + 20 < 300; ++i) {
    const auto distance = [&](size_t j) {
      return std::hypot(
          result.embedding[2 * i] - result.embedding[2 * j],
          result.embedding[2 * i + 1] - result.embedding[2 * j + 1]);
    };
    near += distance(i + 1) < distance(i + 20);
    near += distance(i - 1) < distance(i - 20);
  }
  EXPECT_GE(near, 510u);
}

TEST(UmapTest, SameBytesForAnyNumberOfThreads) {
  const Rows rows(700, 5, 2);
  UmapOptions options;
  options.n_epochs = 30;
  EXPECT_EQ(Reduce(rows, options, 1).embedding,
            Reduce(rows, options, 3).embedding);
}

TEST(UmapTest, SeedChangesTheLayout) {
  const Rows rows(60, 5);
  UmapOptions options;
  const std::vector<float> embedding = Reduce(rows, options).embedding;
  EXPECT_EQ(embedding, Reduce(rows, options).embedding);
  options.seed = 43;
  EXPECT_NE(embedding, Reduce(rows, options).embedding);
}

TEST(UmapTest, FewRowsHaveDefinedPlaces) {
  for (size_t components : {1, 2, 5, 128}) {
    for (size_t count = 1; count <= 6; ++count) {
      SCOPED_TRACE(absl::StrCat(count, " rows, ", components, " components"));
      UmapOptions options;
      options.n_components = components;
      options.n_epochs = 20;
      const UmapResult result = Reduce(Rows(count, 3), options);
      ExpectFinite(result, count * components);
      EXPECT_EQ(result.n_neighbors,
                count == 1 ? 1 : std::max<size_t>(2, count - 1));
    }
  }
}

TEST(UmapTest, ASingleRowIsAtTheOrigin) {
  EXPECT_EQ(Reduce(Rows(1, 3)).embedding, std::vector<float>({0.0f, 0.0f}));
}

TEST(UmapTest, DuplicatesHaveDefinedPlaces) {
  Rows equal(50, 4);
  std::fill(equal.values.begin(), equal.values.end(), 7.5f);
  ExpectFinite(Reduce(equal), 100);
  // Five points with thirty rows at each.
  Rows five(150, 3);
  for (size_t i = 0; i < five.values.size(); ++i) {
    five.values[i] = i / 3 % 5 * 10.0f;
  }
  const UmapResult result = Reduce(five);
  ExpectFinite(result, 300);
  EXPECT_EQ(NearestOfOwnCluster(result.embedding, 150, 5), 150u);
}

TEST(UmapTest, TinyAndHugeNumbersHaveDefinedPlaces) {
  for (float scale : {1e-44f, 1e-30f, 1e15f}) {
    SCOPED_TRACE(absl::StrCat(scale));
    Rows rows(80, 3, 2);
    for (float& value : rows.values) value *= scale;
    ExpectFinite(Reduce(rows), 160);
  }
}

TEST(UmapTest, TellsWhatItTook) {
  const Rows rows(40, 3);
  UmapOptions options;
  EXPECT_EQ(Reduce(rows).epochs, 500u);
  EXPECT_EQ(Reduce(rows).n_neighbors, 15u);
  EXPECT_NEAR(Reduce(rows).curve.a, 1.577, 1e-3);
  options.n_epochs = 3;
  options.n_neighbors = 41;
  const UmapResult result = Reduce(rows, options);
  EXPECT_EQ(result.epochs, 3u);
  EXPECT_EQ(result.n_neighbors, 39u);
  EXPECT_GT(result.edges, 0u);
  EXPECT_EQ(result.random_parts, 0u);
}

}  // namespace
}  // namespace feluda
