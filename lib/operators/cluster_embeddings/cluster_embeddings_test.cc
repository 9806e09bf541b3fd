#include "lib/operators/cluster_embeddings/cluster_embeddings.h"

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <variant>
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

KMeansOptions KMeansFor(int n_clusters) {
  KMeansOptions options;
  options.n_clusters = n_clusters;
  return options;
}

WardOptions WardFor(int n_clusters) {
  WardOptions options;
  options.n_clusters = n_clusters;
  return options;
}

DbscanOptions DbscanFor(double eps, int min_samples = 5) {
  DbscanOptions options;
  options.eps = eps;
  options.min_samples = min_samples;
  return options;
}

std::vector<Method> AllMethods(int n_clusters, double eps) {
  return {AffinityPropagationOptions(), KMeansFor(n_clusters),
          WardFor(n_clusters), DbscanFor(eps)};
}

absl::StatusOr<Clusters> Cluster(const Method& method,
                                 const Embeddings& embeddings,
                                 int threads = 1) {
  Config config;
  config.method = method;
  config.threads = threads;
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

Facts StateOf(const Method& method) {
  Config config;
  config.method = method;
  const auto clustering = ClusterEmbeddings::Create(config);
  return clustering.ok() ? (*clustering)->State() : Facts();
}

TEST(ClusterEmbeddingsTest, ChoosesByModalityAndNumberOfClusters) {
  const struct {
    Modality modality;
    int n_clusters;
    Facts expected;
  } cases[] = {
      {Modality::kAudio, 3, StateOf(KMeansFor(3))},
      {Modality::kVideo, 3, StateOf(WardFor(3))},
      {Modality::kAudio, 0, StateOf(AffinityPropagationOptions())},
      {Modality::kVideo, 0, StateOf(AffinityPropagationOptions())},
  };
  for (const auto& c : cases) {
    const Method method =
        ClusterEmbeddings::ChooseMethod(c.modality, c.n_clusters);
    EXPECT_EQ(StateOf(method), c.expected) << MethodName(method);
  }
  EXPECT_EQ(MethodName(Config().method), "affinity_propagation");
}

TEST(ClusterEmbeddingsTest, RecoversGeneratedClusters) {
  const auto data = GenerateEmbeddingsWithClusters(3, 60, /*dimension=*/64);
  ASSERT_TRUE(data.ok()) << data.status();
  for (const Method& method :
       {Method(KMeansFor(3)), Method(WardFor(3)), Method(DbscanFor(6.0))}) {
    SCOPED_TRACE(MethodName(method));
    const auto found = Cluster(method, data->embeddings);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_TRUE(SamePartition(found->labels, data->labels));
    EXPECT_EQ(Number(found->facts, "n_clusters"), 3.0);
  }
}

TEST(ClusterEmbeddingsTest, TellsWhatEachMethodFound) {
  const Embeddings rows = Rows(1, {0, 1, 2, 50, 51, 52, 53, 999});
  const auto kmeans = Cluster(KMeansFor(3), rows);
  ASSERT_TRUE(kmeans.ok()) << kmeans.status();
  EXPECT_DOUBLE_EQ(Number(kmeans->facts, "inertia"), 2.0 + 5.0);
  EXPECT_GE(Number(kmeans->facts, "iterations"), 1.0);
  EXPECT_EQ(Number(kmeans->facts, "converged"), 1.0);

  const auto ward = Cluster(WardFor(3), rows);
  ASSERT_TRUE(ward.ok()) << ward.status();
  EXPECT_EQ(ward->merges.size(), 7u);

  const auto affinity = Cluster(AffinityPropagationOptions(), rows);
  ASSERT_TRUE(affinity.ok()) << affinity.status();
  EXPECT_EQ(affinity->exemplars.size(), Number(affinity->facts, "n_clusters"));
  EXPECT_LE(Number(affinity->facts, "net_similarity"), 0.0);

  const auto dbscan = Cluster(DbscanFor(1.0, 3), rows);
  ASSERT_TRUE(dbscan.ok()) << dbscan.status();
  EXPECT_THAT(dbscan->labels, ElementsAre(0, 0, 0, 1, 1, 1, 1, -1));
  EXPECT_EQ(Number(dbscan->facts, "core_points"), 3.0);
  EXPECT_EQ(Number(dbscan->facts, "noise_points"), 1.0);
}

TEST(ClusterEmbeddingsTest, PutsPayloadsIntoTheirRowsCluster) {
  Embeddings embeddings = Rows(1, {0, 9, 1, 8, 1000});
  embeddings.payloads = {"a", "b", "c", "d", "far"};
  const auto found = Cluster(DbscanFor(1.0, 2), embeddings);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->clusters.size(), 3u);
  EXPECT_THAT(found->clusters.at("cluster_0"), ElementsAre("a", "c"));
  EXPECT_THAT(found->clusters.at("cluster_1"), ElementsAre("b", "d"));
  EXPECT_THAT(found->clusters.at("noise"), ElementsAre("far"));

  embeddings.payloads.clear();
  EXPECT_THAT(Cluster(DbscanFor(1.0, 2), embeddings)->clusters, IsEmpty());
}

TEST(ClusterEmbeddingsTest, IsTheSameForAnyNumberOfThreads) {
  const auto data = GenerateEmbeddings(700, 24);
  ASSERT_TRUE(data.ok()) << data.status();
  for (const Method& method : AllMethods(/*n_clusters=*/7, /*eps=*/5.0)) {
    SCOPED_TRACE(MethodName(method));
    const auto one = Cluster(method, *data, /*threads=*/1);
    const auto three = Cluster(method, *data, /*threads=*/3);
    ASSERT_TRUE(one.ok() && three.ok());
    EXPECT_EQ(one->labels, three->labels);
    EXPECT_EQ(one->facts, three->facts);
  }
}

TEST(ClusterEmbeddingsTest, LabelsEveryRowOfDegenerateInput) {
  const struct {
    const char* name;
    Embeddings embeddings;
    int n_clusters;
    int distinct_rows = 0;
  } cases[] = {
      {"one row", Rows(3, {1, 2, 3}), 1},
      {"one number", Rows(1, {7}), 1},
      {"two rows", Rows(2, {1, 2, 3, 4}), 2},
      {"dimension 1", Rows(1, {0, 1, 10, 11}), 2},
      {"as many clusters as rows", Rows(1, {1, 2, 3}), 3},
      {"duplicates of one row", Rows(2, std::vector<float>(40, 0.1f)), 3, 1},
      {"two distinct rows, three clusters", Rows(1, {5, 5, 5, 5, 6, 6}), 3, 2},
      {"constant column", Rows(2, {4, 0, 4, 1, 4, 10, 4, 11}), 2},
      {"denormal numbers", Rows(1, {1e-42f, 2e-42f, 3e-42f}), 2},
      {"large numbers", Rows(1, {1e18f, -1e18f, 1e18f}), 2},
      {"the largest numbers", Rows(1, {3e38f, -3e38f, 3e38f}), 2},
  };
  for (const auto& c : cases) {
    for (const Method& method : AllMethods(c.n_clusters, /*eps=*/0.5)) {
      SCOPED_TRACE(absl::StrCat(c.name, " by ", MethodName(method)));
      const auto found = Cluster(method, c.embeddings);
      ASSERT_TRUE(found.ok()) << found.status();
      ASSERT_EQ(found->labels.size(), c.embeddings.Rows());
      std::set<int> used(found->labels.begin(), found->labels.end());
      used.erase(-1);
      EXPECT_EQ(used.size(), Number(found->facts, "n_clusters"));
      for (int label : used) EXPECT_LT(label, static_cast<int>(used.size()));
      for (const auto& [name, fact] : found->facts) {
        EXPECT_TRUE(std::isfinite(Number(found->facts, name))) << name;
      }
      if (std::holds_alternative<WardOptions>(method)) {
        EXPECT_EQ(used.size(), static_cast<size_t>(c.n_clusters));
      } else if (std::holds_alternative<KMeansOptions>(method)) {
        const int most = c.distinct_rows > 0 ? c.distinct_rows : c.n_clusters;
        EXPECT_EQ(used.size(), static_cast<size_t>(most));
      }
    }
  }
}

TEST(ClusterEmbeddingsTest, ScaleChangesNoLabel) {
  const Embeddings embeddings =
      GenerateEmbeddingsWithClusters(4, 10, 8)->embeddings;
  for (Method method : AllMethods(/*n_clusters=*/4, /*eps=*/2.0)) {
    const auto expected = Cluster(method, embeddings);
    ASSERT_TRUE(expected.ok()) << expected.status();
    for (int exponent : {-100, 120}) {
      SCOPED_TRACE(absl::StrCat(MethodName(method), " 2^", exponent));
      Embeddings scaled = embeddings;
      for (float& value : scaled.values) value = std::ldexp(value, exponent);
      if (auto* dbscan = std::get_if<DbscanOptions>(&method)) {
        dbscan->eps = std::ldexp(2.0, exponent);
      }
      const auto found = Cluster(method, scaled);
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

template <typename Options>
Method Spoilt(Options options, void (*spoil)(Options&)) {
  spoil(options);
  return options;
}

TEST(ClusterEmbeddingsTest, RefusesBadConfigurations) {
  using Affinity = AffinityPropagationOptions;
  const auto affinity = [](void (*spoil)(Affinity&)) {
    return Spoilt(Affinity(), spoil);
  };
  const auto kmeans = [](void (*spoil)(KMeansOptions&)) {
    return Spoilt(KMeansFor(2), spoil);
  };
  const struct {
    const char* parameter;
    Method method;
  } cases[] = {
      {"n_clusters", KMeansOptions()},
      {"n_clusters", KMeansFor(-1)},
      {"n_clusters", WardOptions()},
      {"n_clusters", WardFor(-1)},
      {"n_init", kmeans([](auto& o) { o.n_init = 0; })},
      {"max_iterations", kmeans([](auto& o) { o.max_iterations = 0; })},
      {"max_moves", kmeans([](auto& o) { o.max_moves = -1; })},
      {"tolerance", kmeans([](auto& o) { o.tolerance = -1e-9; })},
      {"tolerance", kmeans([](auto& o) { o.tolerance = std::nan(""); })},
      {"momentum", kmeans([](auto& o) { o.momentum = -0.1; })},
      {"momentum", kmeans([](auto& o) { o.momentum = 1.0; })},
      {"momentum", kmeans([](auto& o) { o.momentum = std::nan(""); })},
      {"damping", affinity([](auto& o) { o.damping = 0.4; })},
      {"damping", affinity([](auto& o) { o.damping = 1.0; })},
      {"damping", affinity([](auto& o) { o.damping = std::nan(""); })},
      {"max_messages", affinity([](auto& o) { o.max_messages = 0; })},
      {"convergence_iterations",
       affinity([](auto& o) { o.convergence_iterations = 0; })},
      {"eps", DbscanFor(0.0)},
      {"eps", DbscanFor(std::nan(""))},
      {"min_samples", DbscanFor(1.0, 0)},
      {"min_samples", DbscanFor(1.0, -1)},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.parameter);
    Config config;
    config.method = c.method;
    const absl::Status status = ClusterEmbeddings::Create(config).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()),
                StartsWith(absl::StrCat(c.parameter, ":")));
  }
}

TEST(ClusterEmbeddingsTest, RefusesBadNumbersOfThreads) {
  for (int threads : {-1, 100000}) {
    Config config;
    config.threads = threads;
    const absl::Status status = ClusterEmbeddings::Create(config).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), StartsWith("threads:"));
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
    const auto found = Cluster(KMeansFor(2), c.embeddings);
    EXPECT_EQ(found.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(found.status().message()),
                StartsWith(absl::StrCat(c.parameter, ":")));
  }
}

TEST(ClusterEmbeddingsTest, RefusesToRunAfterCleanup) {
  Config config;
  config.method = KMeansFor(1);
  auto clustering = ClusterEmbeddings::Create(config);
  ASSERT_TRUE(clustering.ok()) << clustering.status();
  (*clustering)->Cleanup();
  const auto found = (*clustering)->Run(Rows(1, {1}));
  EXPECT_EQ(found.status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(ClusterEmbeddingsTest, StateTellsTheParametersInForce) {
  EXPECT_EQ(StateOf(KMeansFor(3)), (Facts{{"max_iterations", 300.0},
                                          {"max_moves", 8.0},
                                          {"method", "kmeans"},
                                          {"momentum", 0.7},
                                          {"n_clusters", 3.0},
                                          {"n_init", 1.0},
                                          {"seed", 50.0},
                                          {"threads", 1.0},
                                          {"tolerance", 1e-4}}));
  EXPECT_EQ(StateOf(WardFor(3)), (Facts{{"method", "agglomerative"},
                                        {"n_clusters", 3.0},
                                        {"threads", 1.0}}));
  EXPECT_EQ(StateOf(AffinityPropagationOptions()),
            (Facts{{"convergence_iterations", 15.0},
                   {"damping", 0.5},
                   {"max_messages", 200.0},
                   {"method", "affinity_propagation"},
                   {"seed", 50.0},
                   {"threads", 1.0}}));
  EXPECT_EQ(StateOf(DbscanFor(0.5)), (Facts{{"eps", 0.5},
                                            {"method", "dbscan"},
                                            {"min_samples", 5.0},
                                            {"threads", 1.0}}));
}

}  // namespace
}  // namespace feluda
