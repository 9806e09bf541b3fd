#include "lib/operators/cluster_embeddings/kmeans/kmeans.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"
#include "lib/operators/cluster_embeddings/kmeans/center_seeding.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

std::vector<float> Normals(size_t size, float scale = 1.0f) {
  std::vector<float> values(size);
  RandomStream(1, 0).FillNormal(0, absl::MakeSpan(values));
  for (float& value : values) value *= scale;
  return values;
}

KMeansResult RunKMeans(const RowsView& rows, int n_clusters, int threads = 1) {
  ThreadPool pool(threads);
  KMeansOptions options;
  options.n_clusters = n_clusters;
  return KMeans(rows, options, pool);
}

double Inertia(const RowsView& rows, const KMeansResult& result) {
  double sum = 0.0;
  for (size_t i = 0; i < rows.count; ++i) {
    sum += SquaredDistance(
        rows[i], result.centers.data() + result.labels[i] * rows.dimension,
        rows.dimension);
  }
  return sum;
}

std::vector<int> Nearest(const RowsView& rows,
                         const std::vector<float>& centers) {
  std::vector<int> labels;
  for (size_t i = 0; i < rows.count; ++i) {
    std::vector<double> distances;
    for (size_t j = 0; j < centers.size(); j += rows.dimension) {
      distances.push_back(
          SquaredDistance(rows[i], &centers[j], rows.dimension));
    }
    labels.push_back(std::min_element(distances.begin(), distances.end()) -
                     distances.begin());
  }
  return labels;
}

std::vector<float> Means(const RowsView& rows, const std::vector<int>& labels,
                         size_t clusters) {
  std::vector<double> sums(clusters * rows.dimension), counts(clusters);
  for (size_t i = 0; i < rows.count; ++i) {
    ++counts[labels[i]];
    for (size_t k = 0; k < rows.dimension; ++k) {
      sums[labels[i] * rows.dimension + k] += rows[i][k];
    }
  }
  std::vector<float> means;
  for (double sum : sums) {
    const double count = counts[means.size() / rows.dimension];
    means.push_back(static_cast<float>(sum / count));
  }
  return means;
}

// Every row compared with every centre in every iteration.
std::vector<int> PlainLloyd(const RowsView& rows, std::vector<float> centers) {
  const size_t clusters = centers.size() / rows.dimension;
  std::vector<int> labels, before;
  do {
    before = std::exchange(labels, Nearest(rows, centers));
    centers = Means(rows, labels, clusters);
  } while (labels != before);
  return labels;
}

TEST(KMeansTest, BoundsLeaveTheLabelsOfPlainLloyd) {
  for (const auto& [dimension, clusters] :
       {std::pair(1, 5), std::pair(2, 10), std::pair(20, 4)}) {
    SCOPED_TRACE(absl::StrCat(clusters, " clusters of dimension ", dimension));
    const std::vector<float> values = Normals(600 * dimension);
    const RowsView rows(values.data(), 600, dimension);
    ThreadPool pool(1);
    KMeansOptions options;
    options.n_clusters = clusters;
    options.tolerance = 0.0;
    options.max_moves = 0;
    options.momentum = 0.0;
    const KMeansResult result = KMeans(rows, options, pool);
    EXPECT_TRUE(result.converged);
    EXPECT_EQ(
        result.labels,
        PlainLloyd(rows, SeedCenters(rows, clusters,
                                     RandomStream(options.seed, 0), pool)));
  }
}

TEST(KMeansTest, MomentumSavesIterations) {
  const std::vector<float> values = Normals(2000 * 50);
  const RowsView rows(values.data(), 2000, 50);
  ThreadPool pool(1);
  KMeansOptions options;
  options.n_clusters = 10;
  options.max_moves = 0;
  int with = 0, without = 0;
  for (options.seed = 0; options.seed < 8; ++options.seed) {
    options.momentum = 0.7;
    const KMeansResult fast = KMeans(rows, options, pool);
    options.momentum = 0.0;
    const KMeansResult plain = KMeans(rows, options, pool);
    with += fast.iterations;
    without += plain.iterations;
    EXPECT_LT(fast.inertia, 1.002 * plain.inertia);
  }
  EXPECT_LT(4 * with, 3 * without);
}

TEST(KMeansTest, FindsClustersFarFromEachOtherAndFromTheOrigin) {
  for (float offset : {0.0f, 20000.0f}) {
    std::vector<float> values = Normals(300 * 4, 0.1f);
    for (size_t i = 0; i < 300; ++i) values[4 * i + i % 3] += 3.0f;
    for (float& value : values) value += offset;
    const RowsView rows(values.data(), 300, 4);
    const KMeansResult result = RunKMeans(rows, 3);
    for (size_t i = 3; i < 300; ++i) {
      EXPECT_EQ(result.labels[i], result.labels[i % 3]);
    }
    EXPECT_EQ(std::set<int>(result.labels.begin(), result.labels.end()).size(),
              3u);
    EXPECT_NEAR(result.inertia, Inertia(rows, result), 1e-9 * result.inertia);
    EXPECT_NEAR(result.inertia, 300 * 4 * 0.01, 1.5);
  }
}

TEST(KMeansTest, EndsInAFixedPoint) {
  const std::vector<float> values = Normals(3000 * 20);
  const RowsView rows(values.data(), 3000, 20);
  ThreadPool pool(1);
  KMeansOptions options;
  options.n_clusters = 10;
  options.tolerance = 0.0;
  const KMeansResult result = KMeans(rows, options, pool);
  EXPECT_TRUE(result.converged);
  EXPECT_EQ(result.labels, Nearest(rows, result.centers));
  const std::vector<float> means = Means(rows, result.labels, 10);
  for (size_t k = 0; k < means.size(); ++k) {
    EXPECT_FLOAT_EQ(result.centers[k], means[k]);
  }
}

// The least row that equals each row.
std::vector<int> FirstEqualRows(const RowsView& rows) {
  std::vector<int> first(rows.count);
  for (size_t i = 0; i < rows.count; ++i) {
    size_t j = 0;
    while (!std::equal(rows[i], rows[i] + rows.dimension, rows[j])) ++j;
    first[i] = static_cast<int>(j);
  }
  return first;
}

TEST(KMeansTest, EveryClusterHasARowAsLongAsRowsDiffer) {
  const std::vector<float> normals = Normals(60);
  std::vector<float> two_points(30, 1.0f);
  two_points[7] = two_points[21] = 5.0f;
  std::vector<float> constant_column = normals;
  for (size_t i = 0; i < 60; i += 2) constant_column[i] = 4.0f;
  struct Case {
    const char* name;
    std::vector<float> values;
    size_t dimension;
    int clusters;
  };
  for (const Case& c : {Case{"one row", {3.0f, 4.0f}, 2, 1},
                        Case{"as many clusters as rows", normals, 3, 20},
                        Case{"one point", std::vector<float>(40, 2.5f), 2, 7},
                        Case{"two points", two_points, 1, 9},
                        Case{"constant column", constant_column, 2, 6},
                        Case{"denormals", Normals(60, 1e-42f), 3, 5},
                        Case{"large", Normals(60, 1e16f), 3, 5}}) {
    SCOPED_TRACE(c.name);
    const RowsView rows(c.values.data(), c.values.size() / c.dimension,
                        c.dimension);
    const KMeansResult result = RunKMeans(rows, c.clusters);
    const std::vector<int> first = FirstEqualRows(rows);
    const size_t distinct = std::set<int>(first.begin(), first.end()).size();
    std::set<int> labels(result.labels.begin(), result.labels.end());
    EXPECT_EQ(labels.size(), std::min<size_t>(distinct, c.clusters));
    EXPECT_EQ(*labels.begin(), 0);
    EXPECT_EQ(*labels.rbegin(), static_cast<int>(labels.size()) - 1);
    EXPECT_EQ(result.centers.size(), c.clusters * c.dimension);
    for (size_t i = 0; i < rows.count; ++i) {
      EXPECT_EQ(result.labels[i], result.labels[first[i]]);
    }
    EXPECT_TRUE(result.converged);
    EXPECT_TRUE(std::isfinite(result.inertia));
    for (float value : result.centers) EXPECT_TRUE(std::isfinite(value));
  }
}

TEST(KMeansTest, DistinctRowsAreClustersWhereThereAreFewer) {
  std::vector<float> values(10, 2.5f);
  EXPECT_EQ(RunKMeans(RowsView(values.data(), 10, 1), 4).labels,
            std::vector<int>(10, 0));
  values[3] = values[4] = 1.0f;
  values[9] = -7.0f;
  const KMeansResult result = RunKMeans(RowsView(values.data(), 10, 1), 8);
  EXPECT_EQ(result.inertia, 0.0);
  EXPECT_TRUE(result.converged);
  EXPECT_EQ(std::set<int>(result.labels.begin(), result.labels.end()),
            (std::set<int>{0, 1, 2}));
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(result.centers[result.labels[i]], values[i]);
  }
}

// Few distinct numbers, so that rows are equal and clusters become empty.
TEST(KMeansTest, EqualRowsShareACluster) {
  for (int seed = 0; seed < 40; ++seed) {
    std::vector<float> values;
    const RandomStream random(seed, 0);
    for (int i = 0; i < 120; ++i) values.push_back(random.Bits(i) % 13 % 7);
    const RowsView rows(values.data(), 60, 2);
    const std::vector<int> first = FirstEqualRows(rows);
    const size_t distinct = std::set<int>(first.begin(), first.end()).size();
    for (int clusters : {5, 20, 30, 50}) {
      const KMeansResult result = RunKMeans(rows, clusters);
      for (int i = 0; i < 60; ++i) {
        EXPECT_EQ(result.labels[i], result.labels[first[i]]);
      }
      EXPECT_EQ(
          std::set<int>(result.labels.begin(), result.labels.end()).size(),
          std::min<size_t>(clusters, distinct));
    }
  }
}

TEST(KMeansTest, EqualRowsAreCentersOfTheirOwn) {
  std::vector<float> values;
  for (int i = 0; i < 90; ++i) values.push_back(static_cast<float>(i % 3));
  const KMeansResult result = RunKMeans(RowsView(values.data(), 90, 1), 3);
  EXPECT_EQ(result.inertia, 0.0);
  for (int i = 0; i < 90; ++i) {
    EXPECT_EQ(result.labels[i], result.labels[i % 3]);
  }
}

TEST(KMeansTest, StopsAtTheIterationsAllowed) {
  const std::vector<float> values = Normals(2000 * 8);
  const RowsView rows(values.data(), 2000, 8);
  ThreadPool pool(1);
  KMeansOptions options;
  options.n_clusters = 8;
  options.max_iterations = 2;
  const KMeansResult cut = KMeans(rows, options, pool);
  EXPECT_EQ(cut.iterations, 2);
  EXPECT_FALSE(cut.converged);
  EXPECT_NEAR(cut.inertia, Inertia(rows, cut), 1e-9 * cut.inertia);
  EXPECT_EQ(cut.labels, Nearest(rows, cut.centers));
  const KMeansResult whole = RunKMeans(rows, options.n_clusters);
  EXPECT_TRUE(whole.converged);
  EXPECT_LT(whole.inertia, cut.inertia);
}

TEST(KMeansTest, KeepsTheStartOfLeastInertia) {
  const std::vector<float> values = Normals(300 * 2);
  const RowsView rows(values.data(), 300, 2);
  ThreadPool pool(1);
  KMeansOptions options;
  options.n_clusters = 8;
  std::vector<double> inertias;
  for (options.n_init = 1; options.n_init <= 6; ++options.n_init) {
    inertias.push_back(KMeans(rows, options, pool).inertia);
  }
  EXPECT_TRUE(std::is_sorted(inertias.rbegin(), inertias.rend()));
  EXPECT_LT(inertias.back(), inertias.front());
}

TEST(KMeansTest, MovesLowerTheInertia) {
  const std::vector<float> values = Normals(300 * 2);
  const RowsView rows(values.data(), 300, 2);
  ThreadPool pool(1);
  KMeansOptions options;
  options.n_clusters = 30;
  double all_plain = 0.0, all_moved = 0.0;
  for (options.seed = 0; options.seed < 10; ++options.seed) {
    options.max_moves = 0;
    const KMeansResult plain = KMeans(rows, options, pool);
    options.max_moves = 8;
    const KMeansResult moved = KMeans(rows, options, pool);
    EXPECT_TRUE(moved.converged);
    EXPECT_LE(moved.inertia, plain.inertia);
    EXPECT_GE(moved.iterations, plain.iterations);
    EXPECT_NEAR(moved.inertia, Inertia(rows, moved), 1e-9 * moved.inertia);
    all_plain += plain.inertia;
    all_moved += moved.inertia;
  }
  EXPECT_LT(all_moved, 0.97 * all_plain);
}

TEST(KMeansTest, ThreadsChangeNoBit) {
  const std::vector<float> values = Normals(1500 * 9);
  const RowsView rows(values.data(), 1500, 9);
  const KMeansResult one = RunKMeans(rows, 6, /*threads=*/1);
  const KMeansResult three = RunKMeans(rows, 6, /*threads=*/3);
  EXPECT_EQ(one.labels, three.labels);
  EXPECT_EQ(one.centers, three.centers);
  EXPECT_EQ(one.inertia, three.inertia);
}

}  // namespace
}  // namespace feluda
