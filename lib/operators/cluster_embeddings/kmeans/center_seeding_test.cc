#include "lib/operators/cluster_embeddings/kmeans/center_seeding.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

std::vector<float> Normals(size_t size) {
  std::vector<float> values(size);
  RandomStream(1, 0).FillNormal(0, absl::MakeSpan(values));
  return values;
}

// The rows that equal the centres.
std::multiset<size_t> SeededRows(const RowsView& rows, size_t n_clusters,
                                 uint64_t seed) {
  ThreadPool pool(1);
  const std::vector<float> centers =
      SeedCenters(rows, n_clusters, RandomStream(seed, 0), pool);
  EXPECT_EQ(centers.size(), n_clusters * rows.dimension);
  std::multiset<size_t> seeded;
  for (size_t j = 0; j < n_clusters; ++j) {
    for (size_t i = 0; i < rows.count; ++i) {
      if (std::equal(rows[i], rows[i] + rows.dimension,
                     centers.data() + j * rows.dimension)) {
        seeded.insert(i);
        break;
      }
    }
  }
  return seeded;
}

TEST(CenterSeedingTest, EveryRowIsChosenOnceWhereAllAre) {
  const std::vector<float> values = Normals(40 * 3);
  const std::multiset<size_t> seeded =
      SeededRows(RowsView(values.data(), 40, 3), 40, 5);
  EXPECT_EQ(std::set<size_t>(seeded.begin(), seeded.end()).size(), 40u);
}

TEST(CenterSeedingTest, FarClustersGetACenterEach) {
  // Row i belongs to cluster i % 8.
  std::vector<float> values = Normals(400 * 2);
  for (size_t i = 0; i < 400; ++i) values[2 * i] += 1000.0f * (i % 8);
  for (uint64_t seed = 0; seed < 5; ++seed) {
    std::set<size_t> clusters;
    for (size_t row : SeededRows(RowsView(values.data(), 400, 2), 8, seed)) {
      clusters.insert(row % 8);
    }
    EXPECT_EQ(clusters.size(), 8u) << "seed " << seed;
  }
}

// Compares every row with every row on trial.
std::vector<float> PlainSeeding(const RowsView& rows, size_t n_clusters,
                                const RandomStream& random) {
  const size_t d = rows.dimension;
  const size_t trials = 2 + static_cast<size_t>(std::log(n_clusters));
  uint64_t drawn = 0;
  const auto uniform = [&] { return (random.Bits(drawn++) >> 11) * 0x1p-53; };
  std::vector<double> closest(rows.count, 1e30);
  std::vector<float> centers;
  while (centers.size() < n_clusters * d) {
    double least = 1e300, all = 0.0;
    for (double distance : closest) all += distance;
    std::vector<double> best;
    size_t center = 0;
    for (size_t trial = 0; trial < (centers.empty() ? 1 : trials); ++trial) {
      double left = uniform() * all, sum = 0.0;
      size_t row = 0;
      while ((left -= closest[row]) >= 0.0) ++row;
      std::vector<double> then = closest;
      for (size_t i = 0; i < rows.count; ++i) {
        then[i] = std::min(then[i], SquaredDistance(rows[i], rows[row], d));
        sum += then[i];
      }
      if (sum >= least) continue;
      least = sum;
      best = then;
      center = row;
    }
    closest = best;
    centers.insert(centers.end(), rows[center], rows[center] + d);
  }
  return centers;
}

TEST(CenterSeedingTest, LeavingComparisonsOutChangesNoCenter) {
  for (size_t dimension : {1, 2, 20}) {
    const std::vector<float> values = Normals(500 * dimension);
    const RowsView rows(values.data(), 500, dimension);
    ThreadPool pool(1);
    for (uint64_t seed = 0; seed < 4; ++seed) {
      const RandomStream random(seed, 0);
      EXPECT_EQ(SeedCenters(rows, 12, random, pool),
                PlainSeeding(rows, 12, random));
    }
  }
}

TEST(CenterSeedingTest, EqualRowsAreChosenOnlyWhereNoOtherIsLeft) {
  const std::vector<float> values = {1, 1, 1, 1, 1, 2, 1, 1, 1, 3};
  const RowsView rows(values.data(), 10, 1);
  EXPECT_EQ(SeededRows(rows, 3, 9), (std::multiset<size_t>{0, 5, 9}));
  EXPECT_EQ(SeededRows(rows, 5, 9), (std::multiset<size_t>{0, 0, 0, 5, 9}));
}

TEST(CenterSeedingTest, FirstRowIsAnyWithEqualChance) {
  const std::vector<float> values = Normals(4 * 2);
  std::vector<int> counts(4);
  for (uint64_t seed = 0; seed < 400; ++seed) {
    ++counts[*SeededRows(RowsView(values.data(), 4, 2), 1, seed).begin()];
  }
  // Five standard deviations around 100.
  for (int count : counts) EXPECT_NEAR(count, 100, 45);
}

TEST(CenterSeedingTest, SampleOfManyRowsHasAllOfTheirParts) {
  // Row i lies at i.
  std::vector<float> values(40000);
  std::iota(values.begin(), values.end(), 0.0f);
  const std::multiset<size_t> seeded =
      SeededRows(RowsView(values.data(), values.size(), 1), 40, 5);
  ASSERT_EQ(std::set<size_t>(seeded.begin(), seeded.end()).size(), 40u);
  // Centres keep apart from each other, up to both ends.
  size_t before = 0;
  for (const size_t row : seeded) {
    EXPECT_LT(row - before, 4000u);
    before = row;
  }
  EXPECT_GT(before, 36000u);
}

TEST(CenterSeedingTest, ThreadsChangeNoBit) {
  for (const size_t count : {1000, 20000}) {
    const std::vector<float> values = Normals(count * 5);
    const RowsView rows(values.data(), count, 5);
    ThreadPool one(1), three(3);
    EXPECT_EQ(SeedCenters(rows, 7, RandomStream(4, 0), one),
              SeedCenters(rows, 7, RandomStream(4, 0), three));
  }
}

}  // namespace
}  // namespace feluda
