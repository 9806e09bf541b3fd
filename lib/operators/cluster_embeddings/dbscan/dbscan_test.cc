#include "lib/operators/cluster_embeddings/dbscan/dbscan.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/embedding_generator.h"
#include "lib/data/random.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

DbscanClusters Cluster(const std::vector<float>& values, size_t dimension,
                       double eps, int min_samples, int threads = 1) {
  DbscanOptions options;
  options.eps = eps;
  options.min_samples = min_samples;
  ThreadPool pool(threads);
  return Dbscan({values.data(), values.size() / dimension, dimension}, options,
                pool);
}

// The algorithm of the paper and of scikit-learn: labels all rows that each
// core point without a label reaches, in the order of the core points.
class Reference {
 public:
  Reference(const RowsView& rows, double eps, size_t min_samples)
      : labels(rows.count, DbscanClusters::kNoise),
        near_(rows.count),
        min_samples_(min_samples) {
    for (size_t i = 0; i < rows.count; ++i) {
      for (size_t j = 0; j < rows.count; ++j) {
        const double distance =
            SquaredDistance(rows[i], rows[j], rows.dimension);
        if (distance <= eps * eps) near_[i].push_back(j);
      }
    }
    int next = 0;
    for (size_t i = 0; i < rows.count; ++i) {
      if (labels[i] == DbscanClusters::kNoise && IsCore(i)) Spread(i, next++);
    }
  }

  std::vector<int> labels;

 private:
  bool IsCore(size_t row) const { return near_[row].size() >= min_samples_; }

  void Spread(size_t from, int label) {
    std::vector<size_t> stack = {from};
    while (!stack.empty()) {
      const size_t row = stack.back();
      stack.pop_back();
      if (labels[row] != DbscanClusters::kNoise) continue;
      labels[row] = label;
      if (!IsCore(row)) continue;
      stack.insert(stack.end(), near_[row].begin(), near_[row].end());
    }
  }

  std::vector<std::vector<size_t>> near_;
  const size_t min_samples_;
};

struct Case {
  const char* name;
  size_t rows;
  size_t dimension;
  double eps;
  // Whether numbers are rounded to integers.
  bool grid;
};

std::vector<float> Values(const Case& c) {
  std::vector<float> values(c.rows * c.dimension);
  RandomStream(7, 0).FillNormal(0, absl::MakeSpan(values));
  if (!c.grid) return values;
  for (float& value : values) value = std::round(3 * value);
  return values;
}

TEST(DbscanTest, LabelsAreThoseOfTheDefinition) {
  for (const Case& c :
       {Case{"line", 300, 1, 0.01, false}, Case{"plane", 400, 2, 0.15, false},
        Case{"dense", 300, 2, 1.0, false}, Case{"space", 300, 16, 4.2, false},
        // There are more neighbours than are kept.
        Case{"crowd", 900, 2, 1.5, false}, Case{"grid", 300, 2, 1.0, true},
        Case{"grid_diagonal", 300, 2, std::sqrt(2.0), true}}) {
    const std::vector<float> values = Values(c);
    const RowsView rows(values.data(), c.rows, c.dimension);
    for (int min_samples : {1, 3, 6, 20, 200}) {
      SCOPED_TRACE(absl::StrCat(c.name, ", ", min_samples));
      const DbscanClusters found =
          Cluster(values, c.dimension, c.eps, min_samples, /*threads=*/2);
      EXPECT_EQ(found.labels, Reference(rows, c.eps, min_samples).labels);
      EXPECT_EQ(found.noise_points,
                std::count(found.labels.begin(), found.labels.end(), -1));
    }
  }
}

TEST(DbscanTest, FactsAreCounted) {
  // Three dense rows with one at their border, and one alone.
  const auto found = Cluster({0.0f, 0.5f, 1.0f, 1.75f, 9.0f}, 1, 1.0, 3);
  EXPECT_THAT(found.labels, ElementsAre(0, 0, 0, 0, -1));
  EXPECT_EQ(found.clusters, 1u);
  EXPECT_EQ(found.core_points, 3u);
  EXPECT_EQ(found.noise_points, 1u);
}

// The last row is at the border of both clusters; the first core point's has
// it.
TEST(DbscanTest, BorderIsOfTheFirstClusterThatReachesIt) {
  const auto found =
      Cluster({10.0f, 10.25f, 10.5f, 0.0f, 0.25f, 0.5f, 5.25f}, 1, 4.8, 4);
  EXPECT_THAT(found.labels, ElementsAre(0, 0, 0, 1, 1, 1, 0));
}

// The rows at 0.9 have so many neighbours that the core points at 0 come last
// and are not kept.
TEST(DbscanTest, BorderIsFoundWhereNotAllThatIsNearIsKept) {
  std::vector<float> values;
  for (int i = 0; i < 100; ++i) values.push_back(-0.9f + 0.001f * i);
  for (int i = 0; i < 1000; ++i) values.push_back(0.00005f * i);
  for (int i = 0; i < 700; ++i) values.push_back(0.9f + 0.00005f * i);
  const DbscanClusters found = Cluster(values, 1, 1.0, 1750);
  EXPECT_EQ(found.core_points, 1000u);
  EXPECT_EQ(found.clusters, 1u);
  EXPECT_EQ(found.noise_points, 0u);
}

TEST(DbscanTest, FindsTheClustersThatAreThere) {
  const auto data = GenerateEmbeddingsWithClusters(5, 100, 64);
  ASSERT_TRUE(data.ok());
  const DbscanClusters found = Cluster(data->embeddings.values, 64, 4.0, 5);
  EXPECT_EQ(found.clusters, 5u);
  EXPECT_EQ(found.core_points, 500u);
  std::vector<int> truth(5, -1);
  for (size_t i = 0; i < 500; ++i) {
    int& expected = truth[found.labels[i]];
    if (expected < 0) expected = data->labels[i];
    EXPECT_EQ(data->labels[i], expected) << i;
  }
}

TEST(DbscanTest, DegenerateInputHasAnAnswer) {
  EXPECT_THAT(Cluster({3.0f}, 1, 1.0, 1).labels, ElementsAre(0));
  EXPECT_THAT(Cluster({3.0f}, 1, 1.0, 2).labels, ElementsAre(-1));
  const std::vector<float> equal(300 * 4, 0.25f);
  EXPECT_EQ(Cluster(equal, 4, 1e-9, 300).core_points, 300u);
  EXPECT_EQ(Cluster(equal, 4, 1e-9, 301).noise_points, 300u);
  EXPECT_EQ(Cluster(equal, 4, 1e-9, 1000).clusters, 0u);
}

}  // namespace
}  // namespace feluda
