#include "lib/operators/cluster_embeddings/affinity_propagation/affinity_propagation.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/affinity_messages.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/similarity_matrix.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

std::vector<float> Normals(size_t size) {
  std::vector<float> values(size);
  RandomStream(3, 0).FillNormal(0, absl::MakeSpan(values));
  return values;
}

AffinityPropagationResult Propagate(const RowsView& rows, int threads = 1) {
  ThreadPool pool(threads);
  return PropagateAffinity(rows, AffinityPropagationOptions(), pool);
}

TEST(AffinityPropagationTest, FindsTheClustersOfWideGroups) {
  std::vector<float> values = Normals(90 * 2);
  for (size_t i = 0; i < 90; ++i) values[2 * i + i % 2] += 12.0f * (i % 3);
  const AffinityPropagationResult result =
      Propagate(RowsView(values.data(), 90, 2));
  EXPECT_TRUE(result.converged);
  ASSERT_EQ(result.labels.size(), 90u);
  for (size_t i = 0; i < 90; ++i) {
    EXPECT_EQ(result.exemplars[result.labels[i]] % 3, i % 3);
  }
}

TEST(AffinityPropagationTest, ExemplarsAscendAndStandForThemselves) {
  const std::vector<float> values = Normals(150 * 5);
  const AffinityPropagationResult result =
      Propagate(RowsView(values.data(), 150, 5));
  EXPECT_TRUE(result.converged);
  EXPECT_GT(result.iterations, 15);
  EXPECT_GT(result.exemplars.size(), 3u);
  EXPECT_LT(result.exemplars.size(), 50u);
  EXPECT_TRUE(std::is_sorted(result.exemplars.begin(), result.exemplars.end()));
  for (size_t j = 0; j < result.exemplars.size(); ++j) {
    EXPECT_EQ(result.labels[result.exemplars[j]], static_cast<int>(j));
  }
}

TEST(AffinityPropagationTest, RowsHaveTheNearestExemplar) {
  const std::vector<float> values = Normals(120 * 4);
  const RowsView rows(values.data(), 120, 4);
  const AffinityPropagationResult result = Propagate(rows);
  ThreadPool pool(1);
  double sum =
      result.exemplars.size() * SimilarityMatrix(rows, pool).Median(pool);
  for (size_t i = 0; i < 120; ++i) {
    const auto distance = [&](int j) {
      return SquaredDistance(rows[i], rows[result.exemplars[j]], 4);
    };
    const double own = distance(result.labels[i]);
    for (size_t j = 0; j < result.exemplars.size(); ++j) {
      EXPECT_LE(own, distance(j) * (1 + 1e-4));
    }
    sum -= own;
  }
  EXPECT_NEAR(result.net_similarity, sum, 1e-9 * -sum);
}

// The exemplars after each iteration, and the similarities they come from.
class Iterations {
 public:
  Iterations(const RowsView& rows, int count) : similarities_(rows, pool_) {
    similarities_.Prefer(static_cast<float>(similarities_.Median(pool_)));
    similarities_.Blur(RandomStream(AffinityPropagationOptions().seed, 0),
                       pool_);
    AffinityMessages messages(similarities_, pool_);
    for (int i = 0; i < count; ++i) {
      messages.Exchange(0.5f, pool_);
      exemplars_.push_back(messages.Exemplars());
    }
  }

  const std::vector<bool>& Exemplars(int i) const { return exemplars_.at(i); }

  // For each cluster of the last exemplars, the row most similar to the others.
  std::vector<int> Refined() const {
    std::map<int, std::vector<int>> clusters;
    for (size_t i = 0; i < similarities_.size(); ++i) {
      clusters[NearestExemplar(i)].push_back(static_cast<int>(i));
    }
    std::vector<int> refined;
    for (const auto& [exemplar, rows] : clusters) {
      std::vector<double> sums;
      for (int candidate : rows) {
        sums.push_back(0.0);
        for (int i : rows) sums.back() += similarities_.Row(i)[candidate];
      }
      refined.push_back(
          rows[std::max_element(sums.begin(), sums.end()) - sums.begin()]);
    }
    std::sort(refined.begin(), refined.end());
    return refined;
  }

 private:
  int NearestExemplar(size_t row) const {
    int nearest = -1;
    for (size_t k = 0; k < similarities_.size(); ++k) {
      if (!exemplars_.back()[k]) continue;
      if (k == row) return static_cast<int>(k);
      if (nearest < 0 ||
          similarities_.Row(row)[k] > similarities_.Row(row)[nearest]) {
        nearest = static_cast<int>(k);
      }
    }
    return nearest;
  }

  ThreadPool pool_{1};
  SimilarityMatrix similarities_;
  std::vector<std::vector<bool>> exemplars_;
};

TEST(AffinityPropagationTest, ConvergesOnceExemplarsStay) {
  const std::vector<float> values = Normals(150 * 5);
  const RowsView rows(values.data(), 150, 5);
  const int count = Propagate(rows).iterations;
  ASSERT_GT(count, 20);
  const Iterations iterations(rows, count);
  for (int i = count - 15; i < count; ++i) {
    EXPECT_EQ(iterations.Exemplars(i), iterations.Exemplars(count - 1));
  }
  EXPECT_NE(iterations.Exemplars(count - 16), iterations.Exemplars(count - 1));
}

TEST(AffinityPropagationTest, ExemplarsAreRefinedOnce) {
  const std::vector<float> values = Normals(150 * 5);
  const RowsView rows(values.data(), 150, 5);
  ThreadPool pool(1);
  AffinityPropagationOptions options;
  for (options.max_messages = 8; options.max_messages <= 12;
       ++options.max_messages) {
    EXPECT_EQ(PropagateAffinity(rows, options, pool).exemplars,
              Iterations(rows, options.max_messages).Refined());
  }
}

// As scikit-learn 1.7 does it.
TEST(AffinityPropagationTest, EquallySimilarRowsShareAnExemplarUnlessTwo) {
  const std::vector<float> one = {4, 2}, two = {4, 2, 7, 7}, pair = {5, 5},
                           triangle = {1, 0, 0, 0, 1, 0, 0, 0, 1},
                           corners = {0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0},
                           equal(40, 3.0f);
  const struct {
    const char* name;
    RowsView rows;
    std::vector<int> exemplars;
    double net_similarity;
  } cases[] = {{"one row", {one.data(), 1, 2}, {0}, 0.0},
               {"two rows", {two.data(), 2, 2}, {0, 1}, -34.0},
               {"two equal rows", {pair.data(), 2, 1}, {0}, 0.0},
               {"triangle", {triangle.data(), 3, 3}, {0}, -6.0},
               {"corners", {corners.data(), 4, 3}, {0}, -8.0},
               {"equal rows", {equal.data(), 20, 2}, {0}, 0.0}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const AffinityPropagationResult result = Propagate(c.rows);
    EXPECT_TRUE(result.converged);
    EXPECT_EQ(result.iterations, 0);
    EXPECT_EQ(result.exemplars, c.exemplars);
    EXPECT_EQ(result.labels, c.exemplars.size() > 1
                                 ? c.exemplars
                                 : std::vector<int>(c.rows.count, 0));
    EXPECT_EQ(result.net_similarity, c.net_similarity);
    EXPECT_EQ(std::signbit(result.net_similarity), c.net_similarity < 0.0);
  }
}

TEST(AffinityPropagationTest, SettlesWhereEveryRowOccursSeveralTimes) {
  constexpr int kTimes = 3;
  const std::vector<float> normals = Normals(60 * 6);
  std::vector<float> values;
  for (int times = 0; times < kTimes; ++times) {
    values.insert(values.end(), normals.begin(), normals.end());
  }
  const AffinityPropagationResult result =
      Propagate(RowsView(values.data(), kTimes * 60, 6));
  EXPECT_TRUE(result.converged);
  EXPECT_LT(result.exemplars.size(), 40u);
}

TEST(AffinityPropagationTest, SaysWhenItDidNotConverge) {
  const std::vector<float> values = Normals(100 * 3);
  ThreadPool pool(1);
  AffinityPropagationOptions options;
  for (options.max_messages = 1; options.max_messages <= 15;
       ++options.max_messages) {
    const AffinityPropagationResult result =
        PropagateAffinity(RowsView(values.data(), 100, 3), options, pool);
    EXPECT_FALSE(result.converged);
    EXPECT_EQ(result.iterations, options.max_messages);
    const std::set<int> labels(result.labels.begin(), result.labels.end());
    if (result.exemplars.empty()) {
      EXPECT_EQ(labels, std::set<int>{-1});
      EXPECT_EQ(result.net_similarity, 0.0);
    } else {
      EXPECT_EQ(labels.size(), result.exemplars.size());
      EXPECT_EQ(*labels.begin(), 0);
    }
  }
}

// The preference is 0 then, and noise that is a part of it would be 0 as well.
TEST(AffinityPropagationTest, WhereMostRowsAreEqualEachIsByAnExemplarLikeIt) {
  std::vector<float> values(200 * 4, 1.5f);
  const std::vector<float> others = Normals(20 * 4);
  std::copy(others.begin(), others.end(), values.begin() + 100);
  const RowsView rows(values.data(), 200, 4);
  const AffinityPropagationResult result = Propagate(rows);
  EXPECT_EQ(result.net_similarity, 0.0);
  for (size_t i = 0; i < 200; ++i) {
    const float* exemplar = rows[result.exemplars[result.labels[i]]];
    EXPECT_TRUE(std::equal(rows[i], rows[i] + 4, exemplar)) << i;
  }
}

// The largest and the smallest messages that the input may cause.
TEST(AffinityPropagationTest, ScaleOfTheInputChangesNoLabel) {
  const std::vector<float> values = Normals(80 * 4);
  const AffinityPropagationResult expected =
      Propagate(RowsView(values.data(), 80, 4));
  for (float scale : {0x1p54f, 0x1p-40f}) {
    std::vector<float> scaled = values;
    for (float& value : scaled) value *= scale;
    const AffinityPropagationResult result =
        Propagate(RowsView(scaled.data(), 80, 4));
    EXPECT_EQ(result.labels, expected.labels);
    EXPECT_EQ(result.iterations, expected.iterations);
  }
}

TEST(AffinityPropagationTest, ThreadsChangeNoBit) {
  const std::vector<float> values = Normals(200 * 7);
  const RowsView rows(values.data(), 200, 7);
  const AffinityPropagationResult one = Propagate(rows, 1),
                                  three = Propagate(rows, 3);
  EXPECT_EQ(one.labels, three.labels);
  EXPECT_EQ(one.exemplars, three.exemplars);
  EXPECT_EQ(one.iterations, three.iterations);
  EXPECT_EQ(one.net_similarity, three.net_similarity);
}

}  // namespace
}  // namespace feluda
