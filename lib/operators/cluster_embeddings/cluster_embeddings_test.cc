#include "lib/operators/cluster_embeddings/cluster_embeddings.h"

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/embedding_generator.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

using Config = ClusterEmbeddings::Config;
using Method = ClusterEmbeddings::Method;
using Modality = ClusterEmbeddings::Modality;

constexpr Method kMethods[] = {Method::kKMeans, Method::kAgglomerative,
                               Method::kAffinityPropagation, Method::kDbscan};

Config For(Method method, int n_clusters) {
  Config config;
  config.method = method;
  if (method == Method::kKMeans || method == Method::kAgglomerative) {
    config.n_clusters = n_clusters;
  }
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

double Number(const Facts& facts, const std::string& name) {
  const auto fact = facts.find(name);
  return fact == facts.end() ? std::nan("") : std::get<double>(fact->second);
}

TEST(ClusterEmbeddingsTest, RoutesByModalityAndNumberOfClusters) {
  const struct {
    Modality modality;
    int n_clusters;
    Method expected;
  } cases[] = {
      {Modality::kAudio, 3, Method::kKMeans},
      {Modality::kVideo, 3, Method::kAgglomerative},
      {Modality::kAudio, 0, Method::kAffinityPropagation},
      {Modality::kVideo, 0, Method::kAffinityPropagation},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(MethodName(c.expected));
    Config config;
    config.modality = c.modality;
    config.n_clusters = c.n_clusters;
    const auto clustering = ClusterEmbeddings::Create(config);
    ASSERT_TRUE(clustering.ok()) << clustering.status();
    EXPECT_EQ((*clustering)->method(), c.expected);
  }
}

TEST(ClusterEmbeddingsTest, RecoversGeneratedClusters) {
  const auto data = GenerateEmbeddingsWithClusters(3, 60, /*dimension=*/64);
  ASSERT_TRUE(data.ok()) << data.status();
  for (Method method :
       {Method::kKMeans, Method::kAgglomerative, Method::kDbscan}) {
    SCOPED_TRACE(MethodName(method));
    Config config = For(method, 3);
    config.eps = 6.0;
    const auto found = Cluster(config, data->embeddings);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_TRUE(SamePartition(found->labels, data->labels));
    EXPECT_EQ(Number(found->facts, "n_clusters"), 3.0);
  }
}

TEST(ClusterEmbeddingsTest, TellsWhatEachMethodFound) {
  const Embeddings rows = Rows(1, {0, 1, 2, 50, 51, 52, 53, 999});
  const auto kmeans = Cluster(For(Method::kKMeans, 3), rows);
  ASSERT_TRUE(kmeans.ok()) << kmeans.status();
  EXPECT_DOUBLE_EQ(Number(kmeans->facts, "inertia"), 2.0 + 5.0);
  EXPECT_GE(Number(kmeans->facts, "iterations"), 1.0);
  EXPECT_EQ(Number(kmeans->facts, "converged"), 1.0);

  const auto ward = Cluster(For(Method::kAgglomerative, 3), rows);
  ASSERT_TRUE(ward.ok()) << ward.status();
  EXPECT_EQ(ward->merges.size(), 7u);

  const auto affinity = Cluster(For(Method::kAffinityPropagation, 0), rows);
  ASSERT_TRUE(affinity.ok()) << affinity.status();
  EXPECT_EQ(affinity->exemplars.size(), Number(affinity->facts, "n_clusters"));
  EXPECT_LE(Number(affinity->facts, "net_similarity"), 0.0);

  Config dbscan_config = For(Method::kDbscan, 0);
  dbscan_config.eps = 1.0;
  dbscan_config.min_samples = 3;
  const auto dbscan = Cluster(dbscan_config, rows);
  ASSERT_TRUE(dbscan.ok()) << dbscan.status();
  EXPECT_THAT(dbscan->labels, ElementsAre(0, 0, 0, 1, 1, 1, 1, -1));
  EXPECT_EQ(Number(dbscan->facts, "core_points"), 3.0);
  EXPECT_EQ(Number(dbscan->facts, "noise_points"), 1.0);
}

TEST(ClusterEmbeddingsTest, PutsPayloadsIntoTheirRowsCluster) {
  Embeddings embeddings = Rows(1, {0, 9, 1, 8, 1000});
  embeddings.payloads = {"a", "b", "c", "d", "far"};
  Config config = For(Method::kDbscan, 0);
  config.eps = 1.0;
  config.min_samples = 2;
  const auto found = Cluster(config, embeddings);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->clusters.size(), 3u);
  EXPECT_THAT(found->clusters.at("cluster_0"), ElementsAre("a", "c"));
  EXPECT_THAT(found->clusters.at("cluster_1"), ElementsAre("b", "d"));
  EXPECT_THAT(found->clusters.at("noise"), ElementsAre("far"));

  embeddings.payloads.clear();
  EXPECT_THAT(Cluster(config, embeddings)->clusters, IsEmpty());
}

TEST(ClusterEmbeddingsTest, IsTheSameForAnyNumberOfThreads) {
  const auto data = GenerateEmbeddings(700, 24);
  ASSERT_TRUE(data.ok()) << data.status();
  for (Method method : kMethods) {
    SCOPED_TRACE(MethodName(method));
    Config config = For(method, 7);
    config.eps = 5.0;
    const auto one = Cluster(config, *data);
    config.threads = 3;
    const auto three = Cluster(config, *data);
    ASSERT_TRUE(one.ok() && three.ok());
    EXPECT_EQ(one->labels, three->labels);
    EXPECT_EQ(one->facts, three->facts);
  }
}

TEST(ClusterEmbeddingsTest, LabelsEveryRowOfDegenerateInput) {
  const struct {
    const char* name;
    int n_clusters;
    Embeddings embeddings;
  } cases[] = {
      {"one row", 1, Rows(3, {1, 2, 3})},
      {"one number", 1, Rows(1, {7})},
      {"two rows", 2, Rows(2, {1, 2, 3, 4})},
      {"dimension 1", 2, Rows(1, {0, 1, 10, 11})},
      {"as many clusters as rows", 3, Rows(1, {1, 2, 3})},
      {"duplicates of one row", 3, Rows(2, std::vector<float>(40, 0.1f))},
      {"two distinct rows, three clusters", 3, Rows(1, {5, 5, 5, 5, 6, 6})},
      {"constant column", 2, Rows(2, {4, 0, 4, 1, 4, 10, 4, 11})},
      {"denormal numbers", 2, Rows(1, {1e-42f, 2e-42f, 3e-42f})},
      {"large numbers", 2, Rows(1, {1e18f, -1e18f, 1e18f})},
      {"the largest numbers", 2, Rows(1, {3e38f, -3e38f, 3e38f})},
  };
  for (const auto& c : cases) {
    for (Method method : kMethods) {
      SCOPED_TRACE(absl::StrCat(c.name, " by ", MethodName(method)));
      const auto found = Cluster(For(method, c.n_clusters), c.embeddings);
      ASSERT_TRUE(found.ok()) << found.status();
      ASSERT_EQ(found->labels.size(), c.embeddings.Rows());
      std::set<int> used(found->labels.begin(), found->labels.end());
      used.erase(-1);
      EXPECT_EQ(used.size(), Number(found->facts, "n_clusters"));
      for (int label : used) EXPECT_LT(label, static_cast<int>(used.size()));
      for (const auto& [name, fact] : found->facts) {
        EXPECT_TRUE(std::isfinite(Number(found->facts, name))) << name;
      }
      if (For(method, 1).n_clusters == 1) {
        EXPECT_EQ(used.size(), static_cast<size_t>(c.n_clusters));
      }
    }
  }
}

TEST(ClusterEmbeddingsTest, ScaleChangesNoLabel) {
  const Embeddings embeddings =
      GenerateEmbeddingsWithClusters(4, 10, 8)->embeddings;
  for (Method method : kMethods) {
    ClusterEmbeddings::Config config = For(method, 4);
    config.eps = 2.0;
    const auto expected = Cluster(config, embeddings);
    ASSERT_TRUE(expected.ok()) << expected.status();
    for (int exponent : {-100, 120}) {
      SCOPED_TRACE(absl::StrCat(MethodName(method), " 2^", exponent));
      Embeddings scaled = embeddings;
      for (float& value : scaled.values) value = std::ldexp(value, exponent);
      config.eps = std::ldexp(2.0, exponent);
      const auto found = Cluster(config, scaled);
      ASSERT_TRUE(found.ok()) << found.status();
      EXPECT_EQ(found->labels, expected->labels);
      for (const char* name : {"inertia", "net_similarity"}) {
        if (expected->facts.count(name) == 0) continue;
        const double square =
            std::ldexp(Number(expected->facts, name), 2 * exponent);
        EXPECT_NEAR(Number(found->facts, name), square, 1e-5 * std::abs(square))
            << name;
      }
      for (size_t i = 0; i < found->merges.size(); ++i) {
        const double height = std::ldexp(expected->merges[i].height, exponent);
        EXPECT_NEAR(found->merges[i].height, height, 1e-5 * height);
      }
    }
  }
}

TEST(ClusterEmbeddingsTest, RefusesBadConfigurations) {
  const struct {
    const char* parameter;
    Method method;
    void (*spoil)(Config&);
  } cases[] = {
      {"modality", Method::kKMeans, [](Config& c) { c.method.reset(); }},
      {"modality", Method::kKMeans,
       [](Config& c) { c.modality = Modality::kAudio; }},
      {"modality", Method::kKMeans,
       [](Config& c) {
         c.method.reset();
         c.modality = Modality{9};
       }},
      {"method", Method::kKMeans, [](Config& c) { c.method = Method{9}; }},
      {"n_clusters", Method::kKMeans, [](Config& c) { c.n_clusters = 0; }},
      {"n_clusters", Method::kAgglomerative,
       [](Config& c) { c.n_clusters = -1; }},
      {"n_clusters", Method::kDbscan, [](Config& c) { c.n_clusters = 2; }},
      {"n_init", Method::kKMeans, [](Config& c) { c.n_init = 0; }},
      {"max_iterations", Method::kKMeans,
       [](Config& c) { c.max_iterations = 0; }},
      {"tolerance", Method::kKMeans, [](Config& c) { c.tolerance = -1e-9; }},
      {"tolerance", Method::kKMeans,
       [](Config& c) { c.tolerance = std::nan(""); }},
      {"damping", Method::kAffinityPropagation,
       [](Config& c) { c.damping = 0.4; }},
      {"damping", Method::kAffinityPropagation,
       [](Config& c) { c.damping = 1.0; }},
      {"damping", Method::kAffinityPropagation,
       [](Config& c) { c.damping = std::nan(""); }},
      {"max_messages", Method::kAffinityPropagation,
       [](Config& c) { c.max_messages = 0; }},
      {"convergence_iterations", Method::kAffinityPropagation,
       [](Config& c) { c.convergence_iterations = 0; }},
      {"eps", Method::kDbscan, [](Config& c) { c.eps = 0.0; }},
      {"eps", Method::kDbscan, [](Config& c) { c.eps = std::nan(""); }},
      {"min_samples", Method::kDbscan, [](Config& c) { c.min_samples = 0; }},
      {"threads", Method::kKMeans, [](Config& c) { c.threads = -1; }},
      {"threads", Method::kKMeans, [](Config& c) { c.threads = 100000; }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.parameter);
    Config config = For(c.method, 2);
    ASSERT_TRUE(ClusterEmbeddings::Create(config).ok());
    c.spoil(config);
    const absl::Status status = ClusterEmbeddings::Create(config).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()),
                StartsWith(absl::StrCat(c.parameter, ":")));
  }
}

TEST(ClusterEmbeddingsTest, RefusesBadInput) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  const struct {
    const char* name;
    const char* parameter;
    Embeddings embeddings;
  } cases[] = {
      {"dimension 0", "embeddings.dimension", Rows(0, {1, 2})},
      {"no rows", "embeddings.values", Rows(2, {})},
      {"ragged", "embeddings.values", Rows(2, {1, 2, 3, 4, 5})},
      {"NaN", "embeddings.values", Rows(1, {1, nan, 3})},
      {"infinity", "embeddings.values", Rows(1, {1, infinity, 3})},
      {"fewer rows than clusters", "n_clusters", Rows(2, {1, 2})},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto found = Cluster(For(Method::kKMeans, 2), c.embeddings);
    EXPECT_EQ(found.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(found.status().message()),
                StartsWith(absl::StrCat(c.parameter, ":")));
  }
}

TEST(ClusterEmbeddingsTest, RefusesToRunAfterCleanup) {
  auto clustering = ClusterEmbeddings::Create(For(Method::kKMeans, 1));
  ASSERT_TRUE(clustering.ok()) << clustering.status();
  (*clustering)->Cleanup();
  const auto found = (*clustering)->Run(Rows(1, {1}));
  EXPECT_EQ(found.status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(ClusterEmbeddingsTest, StateTellsTheParametersInForce) {
  const auto clustering = ClusterEmbeddings::Create(For(Method::kKMeans, 3));
  ASSERT_TRUE(clustering.ok()) << clustering.status();
  EXPECT_EQ((*clustering)->State(), (Facts{{"max_iterations", 300.0},
                                           {"method", "kmeans"},
                                           {"n_clusters", 3.0},
                                           {"n_init", 1.0},
                                           {"seed", 50.0},
                                           {"threads", 1.0},
                                           {"tolerance", 1e-4}}));
  const auto dbscan = ClusterEmbeddings::Create(For(Method::kDbscan, 0));
  ASSERT_TRUE(dbscan.ok()) << dbscan.status();
  EXPECT_EQ((*dbscan)->State(), (Facts{{"eps", 0.5},
                                       {"method", "dbscan"},
                                       {"min_samples", 5.0},
                                       {"threads", 1.0}}));
}

}  // namespace
}  // namespace feluda
