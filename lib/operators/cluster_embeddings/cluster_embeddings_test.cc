#include "lib/operators/cluster_embeddings/cluster_embeddings.h"

#include <cmath>
#include <limits>
#include <set>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/embedding_generator.h"
#include "opencv2/core.hpp"

namespace feluda {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

using Config = ClusterEmbeddings::Config;

Config WithClusters(int n_clusters) {
  Config config;
  config.n_clusters = n_clusters;
  return config;
}

absl::StatusOr<Clusters> Cluster(const Config& config,
                                 const Embeddings& embeddings) {
  auto clustering = ClusterEmbeddings::Create(config);
  if (!clustering.ok()) return clustering.status();
  return (*clustering)->Run(embeddings);
}

Embeddings Rows(size_t dimension, std::vector<float> values) {
  Embeddings embeddings;
  embeddings.dimension = dimension;
  embeddings.values = std::move(values);
  return embeddings;
}

// Whether two labellings put the same rows together, whatever the numbers.
bool SamePartition(const std::vector<int>& a, const std::vector<int>& b) {
  if (a.size() != b.size()) return false;
  std::set<std::pair<int, int>> pairs;
  for (size_t i = 0; i < a.size(); ++i) pairs.insert({a[i], b[i]});
  const size_t a_labels = std::set<int>(a.begin(), a.end()).size();
  const size_t b_labels = std::set<int>(b.begin(), b.end()).size();
  return pairs.size() == a_labels && pairs.size() == b_labels;
}

double Inertia(const Clusters& clusters) {
  return std::get<double>(clusters.facts.at("inertia"));
}

// The sum of squared distances to the means, straight from its definition.
double InertiaOf(const Embeddings& embeddings, const std::vector<int>& labels) {
  double inertia = 0.0;
  for (int label : std::set<int>(labels.begin(), labels.end())) {
    for (size_t column = 0; column < embeddings.dimension; ++column) {
      double count = 0.0, sum = 0.0, squares = 0.0;
      for (size_t row = 0; row < labels.size(); ++row) {
        if (labels[row] != label) continue;
        const double value = embeddings.Row(row)[column];
        count += 1.0;
        sum += value;
        squares += value * value;
      }
      inertia += squares - sum * sum / count;
    }
  }
  return inertia;
}

TEST(ClusterEmbeddingsTest, RecoversGeneratedClusters) {
  for (const auto& [clusters, rows_each] :
       {std::pair(3, 300), std::pair(5, 200), std::pair(10, 100)}) {
    SCOPED_TRACE(absl::StrCat(clusters, " clusters of ", rows_each));
    const auto data = GenerateEmbeddingsWithClusters(clusters, rows_each);
    ASSERT_TRUE(data.ok()) << data.status();
    const auto found = Cluster(WithClusters(clusters), data->embeddings);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_TRUE(SamePartition(found->labels, data->labels));
    const double inertia = InertiaOf(data->embeddings, data->labels);
    EXPECT_NEAR(Inertia(*found), inertia, 1e-5 * inertia);
  }
}

TEST(ClusterEmbeddingsTest, PutsPayloadsIntoTheirRowsCluster) {
  Embeddings embeddings = Rows(2, {0, 0, 9, 9, 0, 1, 9, 8});
  embeddings.payloads = {"a", "b", "c", "d"};
  const auto found = Cluster(WithClusters(2), embeddings);
  ASSERT_TRUE(found.ok()) << found.status();
  const std::string low = absl::StrCat("cluster_", found->labels[0]);
  const std::string high = absl::StrCat("cluster_", found->labels[1]);
  EXPECT_EQ(found->clusters.size(), 2u);
  EXPECT_THAT(found->clusters.at(low), ElementsAre("a", "c"));
  EXPECT_THAT(found->clusters.at(high), ElementsAre("b", "d"));
  EXPECT_NEAR(Inertia(*found), 1.0, 1e-6);
}

TEST(ClusterEmbeddingsTest, GivesLabelsAloneWithoutPayloads) {
  const auto found = Cluster(WithClusters(2), Rows(1, {0, 9, 1}));
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->clusters, IsEmpty());
  EXPECT_TRUE(SamePartition(found->labels, {0, 1, 0}));
}

TEST(ClusterEmbeddingsTest, RepeatsItselfForOneSeed) {
  const auto data = GenerateEmbeddings(500, 8);
  ASSERT_TRUE(data.ok()) << data.status();
  Config config = WithClusters(7);
  auto clustering = ClusterEmbeddings::Create(config);
  ASSERT_TRUE(clustering.ok()) << clustering.status();
  const auto first = (*clustering)->Run(*data);
  cv::theRNG().state = 12345;
  const auto second = (*clustering)->Run(*data);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(first->labels, second->labels);
  EXPECT_EQ(first->facts, second->facts);

  config.seed = 51;
  const auto other = Cluster(config, *data);
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_NE(first->labels, other->labels);
}

TEST(ClusterEmbeddingsTest, KeepsTheBestOfSeveralStarts) {
  const auto data = GenerateEmbeddings(500, 8);
  ASSERT_TRUE(data.ok()) << data.status();
  Config config = WithClusters(7);
  const auto one = Cluster(config, *data);
  config.n_init = 10;
  const auto ten = Cluster(config, *data);
  ASSERT_TRUE(one.ok() && ten.ok());
  EXPECT_LT(Inertia(*ten), Inertia(*one));
}

TEST(ClusterEmbeddingsTest, LeavesOpenCvsRandomStateAndThreadsAsTheyWere) {
  cv::setNumThreads(2);
  cv::theRNG().state = 12345;
  ASSERT_TRUE(Cluster(WithClusters(2), Rows(1, {0, 9, 1})).ok());
  EXPECT_EQ(cv::theRNG().state, 12345u);
  EXPECT_EQ(cv::getNumThreads(), 2);
}

TEST(ClusterEmbeddingsTest, RunsInSeveralThreadsAtOnce) {
  const auto data = GenerateEmbeddings(200, 16);
  ASSERT_TRUE(data.ok()) << data.status();
  const auto alone = Cluster(WithClusters(5), *data);
  ASSERT_TRUE(alone.ok()) << alone.status();
  std::vector<int> labels[4];
  std::vector<std::thread> threads;
  for (std::vector<int>& mine : labels) {
    threads.emplace_back([&data, &mine] {
      const auto found = Cluster(WithClusters(5), *data);
      if (found.ok()) mine = found->labels;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(labels, Each(alone->labels));
}

TEST(ClusterEmbeddingsTest, LabelsEveryRowOfDegenerateInput) {
  const struct {
    const char* name;
    int n_clusters;
    Embeddings embeddings;
  } cases[] = {
      {"one row", 1, Rows(3, {1, 2, 3})},
      {"one number", 1, Rows(1, {7})},
      {"dimension 1", 2, Rows(1, {0, 1, 10, 11})},
      {"as many clusters as rows", 3, Rows(1, {1, 2, 3})},
      {"duplicates of one row", 3, Rows(2, std::vector<float>(40, 0.1f))},
      {"two distinct rows, three clusters", 3, Rows(1, {5, 5, 5, 5, 6, 6})},
      {"constant column", 2, Rows(2, {4, 0, 4, 1, 4, 10, 4, 11})},
      {"denormal numbers", 2, Rows(1, {1e-42f, 2e-42f, 3e-42f})},
      {"large numbers", 2, Rows(1, {1e18f, -1e18f, 1e18f})},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto found = Cluster(WithClusters(c.n_clusters), c.embeddings);
    ASSERT_TRUE(found.ok()) << found.status();
    ASSERT_EQ(found->labels.size(), c.embeddings.Rows());
    const std::set<int> used(found->labels.begin(), found->labels.end());
    EXPECT_EQ(used.size(), static_cast<size_t>(c.n_clusters));
    EXPECT_EQ(*used.begin(), 0);
    EXPECT_EQ(*used.rbegin(), c.n_clusters - 1);
    EXPECT_TRUE(std::isfinite(Inertia(*found)));
  }
}

TEST(ClusterEmbeddingsTest, RefusesBadConfigurations) {
  const struct {
    const char* parameter;
    void (*spoil)(Config&);
  } cases[] = {
      {"method", [](Config& c) { c.method = ClusterEmbeddings::Method{9}; }},
      {"n_clusters", [](Config& c) { c = Config(); }},
      {"n_clusters", [](Config& c) { c.n_clusters = -1; }},
      {"n_init", [](Config& c) { c.n_init = 0; }},
      {"max_iterations", [](Config& c) { c.max_iterations = 1; }},
      {"tolerance", [](Config& c) { c.tolerance = -1e-9; }},
      {"tolerance", [](Config& c) { c.tolerance = std::nan(""); }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.parameter);
    Config config = WithClusters(2);
    c.spoil(config);
    const absl::Status status = ClusterEmbeddings::Create(config).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()),
                StartsWith(absl::StrCat(c.parameter, ":")));
  }
}

TEST(ClusterEmbeddingsTest, RefusesBadInput) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const struct {
    const char* name;
    const char* parameter;
    Embeddings embeddings;
  } cases[] = {
      {"dimension 0", "embeddings.dimension", Rows(0, {1, 2})},
      {"no rows", "embeddings.values", Rows(2, {})},
      {"ragged", "embeddings.values", Rows(2, {1, 2, 3, 4, 5})},
      {"NaN", "embeddings.values", Rows(1, {1, nan, 3})},
      {"overflow", "embeddings.values", Rows(1, {1e30f, -1e30f, 0})},
      {"fewer rows than clusters", "n_clusters", Rows(2, {1, 2})},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto found = Cluster(WithClusters(2), c.embeddings);
    EXPECT_EQ(found.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(found.status().message()),
                StartsWith(absl::StrCat(c.parameter, ":")));
  }
}

TEST(ClusterEmbeddingsTest, RefusesToRunAfterCleanup) {
  auto clustering = ClusterEmbeddings::Create(WithClusters(1));
  ASSERT_TRUE(clustering.ok()) << clustering.status();
  (*clustering)->Cleanup();
  const auto found = (*clustering)->Run(Rows(1, {1}));
  EXPECT_EQ(found.status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(ClusterEmbeddingsTest, StateTellsTheParametersInForce) {
  const auto clustering = ClusterEmbeddings::Create(WithClusters(3));
  ASSERT_TRUE(clustering.ok()) << clustering.status();
  EXPECT_EQ((*clustering)->State(), (Facts{{"max_iterations", 100.0},
                                           {"method", "kmeans"},
                                           {"n_clusters", 3.0},
                                           {"n_init", 1.0},
                                           {"seed", 50.0},
                                           {"threads", 1.0},
                                           {"tolerance", 1e-4}}));
}

}  // namespace
}  // namespace feluda
