// The peaks of memory that the algorithms' headers state as formulas, beside
// what the heap meter counts: each at two sizes or more, where different terms
// of the formula are the largest.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/base/thread_pool.h"
#include "lib/data/random.h"
#include "lib/measure/heap/heap_meter.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/affinity_propagation.h"
#include "lib/operators/cluster_embeddings/dbscan/dbscan.h"
#include "lib/operators/cluster_embeddings/kmeans/kmeans.h"
#include "lib/operators/cluster_embeddings/ward/ward.h"
#include "lib/operators/dimension_reduction/tsne/barnes_hut_objective.h"
#include "lib/operators/dimension_reduction/tsne/tsne.h"
#include "lib/operators/dimension_reduction/umap/fuzzy_graph.h"
#include "lib/operators/dimension_reduction/umap/umap.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"
#include "lib/vectors/rows_view.h"

namespace feluda {
namespace {

// Of one thread.
constexpr double kTile = 256 * 1024;

class PeakMemoryTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!HeapMeterStatus().ok()) GTEST_SKIP() << HeapMeterStatus();
  }

  // Expects the peak of the heap during `run`, above what it was before, to be
  // within 4 % of `bytes`.
  static void ExpectPeak(double bytes, const std::function<void()>& run) {
    HeapWindow window;
    run();
    const auto usage = window.Stop();
    ASSERT_TRUE(usage.ok()) << usage.status();
    EXPECT_NEAR(usage->peak_bytes / bytes, 1.0, 0.04)
        << usage->peak_bytes << " bytes, by the formula " << bytes;
  }

  ThreadPool pool_{1};
};

// Rows of N(0, 1).
struct Noise {
  Noise(size_t count, size_t dimension)
      : values(count * dimension), rows(values.data(), count, dimension) {
    RandomStream(/*seed=*/3, /*stream=*/0)
        .FillNormal(0, absl::MakeSpan(values));
  }

  std::vector<float> values;
  RowsView rows;
};

double KMeansPeak(double n, double d, double k) {
  const double buffers = 1024.0 * (k + 5.0);
  const double seeding = n * (16.0 + 4.0 * std::floor(std::log(k)));
  const double iterations =
      16.0 * n + (k < 32.0 ? 16.0 * k * d + buffers
                           : 18.0 * k * d + 256.0 * k + 128.0 * d);
  return std::max(seeding + 4.0 * k * d + buffers, iterations);
}

TEST_F(PeakMemoryTest, OfKMeans) {
  struct Case {
    const char* larger;
    size_t rows, dimension;
    int clusters;
  };
  for (const Case& c : {Case{"the seeding", 8000, 8, 10},
                        Case{"the iterations", 2000, 256, 100}}) {
    SCOPED_TRACE(c.larger);
    const Noise noise(c.rows, c.dimension);
    KMeansOptions options;
    options.n_clusters = c.clusters;
    options.max_moves = 0;
    ExpectPeak(KMeansPeak(c.rows, c.dimension, c.clusters),
               [&] { KMeans(noise.rows, options, pool_); });
  }
}

TEST_F(PeakMemoryTest, OfWard) {
  for (const auto& [n, d] : {std::pair<size_t, size_t>{2000, 64}, {900, 512}}) {
    SCOPED_TRACE(n);
    // Each row has another one very near it, so that all merge at once.
    Noise noise(n, d);
    for (size_t i = 1; i < n; i += 2) {
      for (size_t k = 0; k < d; ++k) {
        noise.values[i * d + k] = noise.values[(i - 1) * d + k] + 1e-3f;
      }
    }
    ExpectPeak(6.0 * n * d + 570.0 * n,
               [&] { BuildWardTree(noise.rows, pool_); });
  }
}

TEST_F(PeakMemoryTest, OfAffinityPropagation) {
  for (const size_t n : {300, 1000}) {
    SCOPED_TRACE(n);
    const Noise noise(n, 16);
    const double stride = 16.0 * ((n + 15) / 16 | 1);
    AffinityPropagationOptions options;
    options.max_messages = 20;
    ExpectPeak(4.0 * stride * (3.0 * n + n / 64.0 + 1.0) + 12.0 * n,
               [&] { PropagateAffinity(noise.rows, options, pool_); });
  }
}

TEST_F(PeakMemoryTest, OfDbscan) {
  const double n = 4000.0, d = 64.0;
  const Noise noise(4000, 64);
  DbscanOptions options;
  options.eps = 1e-3;
  const double apart = n * (2.19 * d + 51.0) + n * n / 32768.0;
  ExpectPeak(apart, [&] { Dbscan(noise.rows, options, pool_); });
  // All rows are near each other, and none is a core point.
  options.eps = 1e3;
  options.min_samples = 5000;
  ExpectPeak(apart + n * (d + 112.0),
             [&] { Dbscan(noise.rows, options, pool_); });
}

double ExactSearchPeak(double n, double d, double k) {
  const double rounded = 2.0 * std::ceil(d / 32.0) * 32.0;
  return std::max(n * (rounded + 16.0 * (k + 8.0) + 54.0) + kTile,
                  n * (24.0 * k + 128.0));
}

TEST_F(PeakMemoryTest, OfTheExactSearchForNeighbors) {
  for (const auto& [d, k] : {std::pair<size_t, size_t>{256, 15}, {8, 90}}) {
    SCOPED_TRACE(k);
    const Noise noise(3000, d);
    NeighborOptions options;
    options.k = k;
    options.search = NeighborOptions::Search::kExact;
    ExpectPeak(ExactSearchPeak(3000, d, k),
               [&] { FindNeighbors(noise.rows, options, pool_); });
  }
}

TEST_F(PeakMemoryTest, OfTheApproximateSearchForNeighbors) {
  struct Case {
    const char* takes;
    size_t dimension, k;
    double more_for_a_row, more;
  };
  const double n = 12000.0;
  for (const Case& c :
       {Case{"trees alone", 256, 15, 300.0, 1024.0 * (128.0 + 64.0)},
        Case{"neighbours of neighbours", 64, 60, 44.0 + 4.0 * 64.0 + 132.0,
             2 << 20}}) {
    SCOPED_TRACE(c.takes);
    // Rows on a curve.
    Noise noise(12000, c.dimension);
    for (size_t i = 0; i < noise.values.size(); ++i) {
      const size_t row = i / c.dimension;
      noise.values[i] = std::sin(1e-4f * row * (1 + i % c.dimension));
    }
    NeighborOptions options;
    options.k = c.k;
    options.search = NeighborOptions::Search::kApproximate;
    NeighborSearch search;
    ExpectPeak(
        n * (2.0 * c.dimension + 16.0 * (c.k + 8.0) + c.more_for_a_row) +
            c.more,
        [&] { search = FindNeighbors(noise.rows, options, pool_).search; });
    EXPECT_EQ(search.joins > 0, c.k == 60);
  }
}

TEST_F(PeakMemoryTest, OfTsne) {
  TsneOptions options;
  options.max_iterations = 5;
  // The search is the largest, then the start, then the pairs.
  const Noise noise(1500, 512);
  ExpectPeak(ExactSearchPeak(1500, 512, 91) + 1500.0 * 8.0,
             [&] { Tsne(noise.rows, options, pool_); });
  options.perplexity = 3.0;
  options.method = TsneOptions::Method::kExact;
  const Noise wide(200, 2048);
  ExpectPeak(4.0 * 200.0 * 2048.0 + 2048.0 * (12.0 * 16.0 + 256.0),
             [&] { Tsne(wide.rows, options, pool_); });
  const Noise narrow(1000, 8);
  ExpectPeak(4e6 + 1000.0 * 48.0, [&] { Tsne(narrow.rows, options, pool_); });
}

TEST_F(PeakMemoryTest, OfTsneOfNeighbors) {
  for (const size_t n : {700, 3000}) {
    SCOPED_TRACE(n);
    const Noise noise(n, 8);
    TsneOptions options;
    options.max_iterations = 5;
    const Neighbors neighbors =
        FindNeighbors(noise.rows, TsneNeighbors(n, options), pool_);
    const double k = neighbors.k;
    const double ends =
        JointSimilarities(neighbors, options.perplexity, pool_).tails.size();
    Neighbors copy = neighbors;
    // Those given are counted before the window opens, and freed in it.
    ExpectPeak(n * (8.0 * k + 32.0) + 8.0 * ends,
               [&] { Tsne(noise.rows, std::move(copy), options, pool_); });
  }
}

TEST_F(PeakMemoryTest, OfUmap) {
  for (const auto& [n, d] :
       {std::pair<size_t, size_t>{3000, 128}, {900, 512}}) {
    SCOPED_TRACE(n);
    const Noise noise(n, d);
    UmapOptions options;
    options.n_epochs = 20;
    ExpectPeak(ExactSearchPeak(n, d, 14),
               [&] { Umap(noise.rows, options, pool_); });
  }
}

TEST_F(PeakMemoryTest, OfUmapOfNeighbors) {
  for (const size_t k : {15, 60}) {
    SCOPED_TRACE(k);
    const double n = 2000.0;
    const Noise noise(2000, 8);
    UmapOptions options;
    options.n_neighbors = k;
    options.n_epochs = 20;
    const Neighbors neighbors =
        FindNeighbors(noise.rows, UmapNeighbors(2000, options), pool_);
    const double ends = FuzzyGraph(neighbors, pool_).tails.size();
    Neighbors copy = neighbors;
    const double given = 8.0 * n * neighbors.k;
    const double peak =
        std::max({2.0 * given + 24.0 * n + 8.0 * ends, 16.0 * ends + 48.0 * n,
                  12.0 * ends + 90.0 * n});
    ExpectPeak(peak - given,
               [&] { Umap(noise.rows, std::move(copy), options, pool_); });
  }
}

}  // namespace
}  // namespace feluda
