#include "lib/operators/dimension_reduction/dimension_reduction.h"

#include <cmath>
#include <limits>
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

using ::testing::StartsWith;

using Config = DimensionReduction::Config;
using Method = DimensionReduction::Method;

constexpr Method kMethods[] = {Method::kTsne, Method::kUmap};

// Few iterations, which suffice for all that is asserted here.
Config For(Method method) {
  Config config;
  config.method = method;
  config.perplexity = 5.0;
  config.max_iterations = 300;
  config.n_epochs = 50;
  return config;
}

absl::StatusOr<ReducedEmbeddings> Reduce(const Config& config,
                                         const Embeddings& embeddings) {
  auto reduction = DimensionReduction::Create(config);
  if (!reduction.ok()) return reduction.status();
  return (*reduction)->Run(embeddings);
}

Embeddings Rows(size_t dimension, std::vector<float> values) {
  Embeddings embeddings;
  embeddings.dimension = dimension;
  embeddings.values = std::move(values);
  return embeddings;
}

double Between(const Embeddings& embeddings, size_t a, size_t b) {
  double squared = 0.0;
  for (size_t k = 0; k < embeddings.dimension; ++k) {
    const double difference = embeddings.Row(a)[k] - embeddings.Row(b)[k];
    squared += difference * difference;
  }
  return squared;
}

// How many rows have a nearest row with the same label.
size_t RowsNearTheirOwn(const Embeddings& embeddings,
                        const std::vector<int>& labels) {
  size_t own = 0;
  for (size_t a = 0; a < labels.size(); ++a) {
    size_t nearest = a == 0 ? 1 : 0;
    for (size_t b = 0; b < labels.size(); ++b) {
      if (b == a) continue;
      if (Between(embeddings, a, b) < Between(embeddings, a, nearest)) {
        nearest = b;
      }
    }
    own += labels[a] == labels[nearest];
  }
  return own;
}

TEST(DimensionReductionTest, KeepsClustersTogether) {
  const auto data = GenerateEmbeddingsWithClusters(4, 40, /*dimension=*/32);
  ASSERT_TRUE(data.ok()) << data.status();
  for (Method method : kMethods) {
    for (int n_components : {2, 3}) {
      SCOPED_TRACE(absl::StrCat(MethodName(method), " to ", n_components));
      Config config = For(method);
      config.n_components = n_components;
      const auto reduced = Reduce(config, data->embeddings);
      ASSERT_TRUE(reduced.ok()) << reduced.status();
      EXPECT_EQ(reduced->embeddings.dimension, n_components);
      EXPECT_EQ(reduced->embeddings.payloads, data->embeddings.payloads);
      EXPECT_TRUE(Validate(reduced->embeddings).ok());
      EXPECT_EQ(RowsNearTheirOwn(reduced->embeddings, data->labels), 160u);
    }
  }
}

TEST(DimensionReductionTest, TellsHowItWent) {
  const auto data = GenerateEmbeddings(50, 8);
  ASSERT_TRUE(data.ok()) << data.status();
  const auto tsne = Reduce(For(Method::kTsne), *data);
  ASSERT_TRUE(tsne.ok()) << tsne.status();
  EXPECT_GT(std::get<double>(tsne->facts.at("kl_divergence")), 0.0);
  EXPECT_LE(std::get<double>(tsne->facts.at("iterations")), 300.0);
  const auto umap = Reduce(For(Method::kUmap), *data);
  ASSERT_TRUE(umap.ok()) << umap.status();
  EXPECT_EQ(std::get<double>(umap->facts.at("epochs")), 50.0);
  // The published values for a min_dist of 0.1 and a spread of 1.
  EXPECT_NEAR(std::get<double>(umap->facts.at("a")), 1.577, 1e-3);
  EXPECT_NEAR(std::get<double>(umap->facts.at("b")), 0.895, 1e-3);
}

TEST(DimensionReductionTest, IsTheSameForAnyNumberOfThreads) {
  const auto data = GenerateEmbeddings(700, 16);
  ASSERT_TRUE(data.ok()) << data.status();
  for (Method method : kMethods) {
    SCOPED_TRACE(MethodName(method));
    Config config = For(method);
    const auto one = Reduce(config, *data);
    config.threads = 3;
    const auto three = Reduce(config, *data);
    ASSERT_TRUE(one.ok() && three.ok());
    EXPECT_EQ(one->embeddings.values, three->embeddings.values);
    EXPECT_EQ(one->facts, three->facts);
  }
}

TEST(DimensionReductionTest, DrawsByTheSeedWhereItDraws) {
  const auto data = GenerateEmbeddings(100, 16);
  ASSERT_TRUE(data.ok()) << data.status();
  const auto reduce = [&](Method method, uint32_t seed) {
    Config config = For(method);
    config.seed = seed;
    const auto reduced = Reduce(config, *data);
    return reduced.ok() ? reduced->embeddings.values : std::vector<float>();
  };
  EXPECT_NE(reduce(Method::kUmap, 42), reduce(Method::kUmap, 43));
  EXPECT_EQ(reduce(Method::kTsne, 42), reduce(Method::kTsne, 43));
}

TEST(DimensionReductionTest, AnswersDegenerateInput) {
  const struct {
    const char* name;
    Embeddings embeddings;
  } cases[] = {
      {"two rows", Rows(2, {1, 2, 3, 4})},
      {"three rows", Rows(1, {1, 2, 4})},
      {"duplicates of one row", Rows(2, std::vector<float>(80, 0.1f))},
      {"two distinct rows", Rows(1, {5, 5, 5, 5, 5, 5, 6, 6, 6})},
      {"constant column", Rows(2, {4, 0, 4, 1, 4, 10, 4, 11, 4, 30})},
      {"denormal numbers", Rows(1, {1e-42f, 2e-42f, 3e-42f, 4e-42f})},
      {"large numbers", Rows(1, {1e17f, -1e17f, 1e17f, 0.0f})},
      {"the largest numbers", Rows(1, {3e38f, -3e38f, 3e38f, 0.0f})},
  };
  for (const auto& c : cases) {
    for (Method method : kMethods) {
      for (int n_components : {1, 2, 3}) {
        SCOPED_TRACE(absl::StrCat(c.name, " by ", MethodName(method), " to ",
                                  n_components));
        Config config = For(method);
        config.perplexity = 1.5;
        config.n_components = n_components;
        const auto reduced = Reduce(config, c.embeddings);
        ASSERT_TRUE(reduced.ok()) << reduced.status();
        EXPECT_EQ(reduced->embeddings.Rows(), c.embeddings.Rows());
        EXPECT_TRUE(Validate(reduced->embeddings).ok());
        for (const auto& [name, fact] : reduced->facts) {
          EXPECT_TRUE(std::isfinite(std::get<double>(fact))) << name;
        }
      }
    }
  }
}

TEST(DimensionReductionTest, ReducesOneRowByUmapAlone) {
  const auto umap = Reduce(For(Method::kUmap), Rows(2, {1, 2}));
  ASSERT_TRUE(umap.ok()) << umap.status();
  EXPECT_TRUE(Validate(umap->embeddings).ok());
  EXPECT_EQ(Reduce(For(Method::kTsne), Rows(2, {1, 2})).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(DimensionReductionTest, RefusesBadConfigurations) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const struct {
    const char* parameter;
    Method method;
    void (*spoil)(Config&);
  } cases[] = {
      {"method", Method::kTsne, [](Config& c) { c.method = Method{9}; }},
      {"n_components", Method::kTsne, [](Config& c) { c.n_components = 0; }},
      {"n_components", Method::kTsne, [](Config& c) { c.n_components = 4; }},
      {"n_components", Method::kUmap, [](Config& c) { c.n_components = 9999; }},
      {"threads", Method::kTsne, [](Config& c) { c.threads = -1; }},
      {"perplexity", Method::kTsne, [](Config& c) { c.perplexity = 0.0; }},
      {"perplexity", Method::kTsne, [](Config& c) { c.perplexity = nan; }},
      {"learning_rate", Method::kTsne,
       [](Config& c) { c.learning_rate = -1.0; }},
      {"max_iterations", Method::kTsne,
       [](Config& c) { c.max_iterations = 249; }},
      {"tsne_method", Method::kTsne,
       [](Config& c) { c.tsne_method = DimensionReduction::TsneMethod{9}; }},
      {"n_neighbors", Method::kUmap, [](Config& c) { c.n_neighbors = 1; }},
      {"min_dist", Method::kUmap, [](Config& c) { c.min_dist = -0.1; }},
      {"min_dist", Method::kUmap, [](Config& c) { c.min_dist = 1.1; }},
      {"spread", Method::kUmap, [](Config& c) { c.spread = 0.0; }},
      {"metric", Method::kUmap, [](Config& c) { c.metric = Metric{9}; }},
      {"n_epochs", Method::kUmap, [](Config& c) { c.n_epochs = -1; }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.parameter);
    Config config = For(c.method);
    ASSERT_TRUE(DimensionReduction::Create(config).ok());
    c.spoil(config);
    const absl::Status status = DimensionReduction::Create(config).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()),
                StartsWith(absl::StrCat(c.parameter, ":")));
  }
}

TEST(DimensionReductionTest, RefusesBadInput) {
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
      {"too few rows", "perplexity", Rows(1, {1, 2, 3, 4, 5})},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto reduced = Reduce(For(Method::kTsne), c.embeddings);
    EXPECT_EQ(reduced.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(reduced.status().message()),
                StartsWith(absl::StrCat(c.parameter, ":")));
  }
}

TEST(DimensionReductionTest, RefusesToRunAfterCleanup) {
  auto reduction = DimensionReduction::Create(For(Method::kUmap));
  ASSERT_TRUE(reduction.ok()) << reduction.status();
  (*reduction)->Cleanup();
  const auto reduced = (*reduction)->Run(Rows(1, {1, 2, 3}));
  EXPECT_EQ(reduced.status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(DimensionReductionTest, TellsHowNeighborsWereSearchedFor) {
  const auto rows = GenerateEmbeddings(3000, 2);
  ASSERT_TRUE(rows.ok()) << rows.status();
  for (Method method : kMethods) {
    SCOPED_TRACE(MethodName(method));
    Config config = For(method);
    // Too few rows for another search than the exact one.
    const auto exact = Reduce(config, *rows);
    ASSERT_TRUE(exact.ok()) << exact.status();
    EXPECT_EQ(exact->facts.at("neighbor_trees"), Fact(0.0));
    EXPECT_EQ(exact->facts.at("neighbor_recall"), Fact(1.0));
    config.neighbor_search = NeighborOptions::Search::kApproximate;
    const auto approximate = Reduce(config, *rows);
    ASSERT_TRUE(approximate.ok()) << approximate.status();
    EXPECT_GT(std::get<double>(approximate->facts.at("neighbor_trees")), 0.0);
    EXPECT_GE(std::get<double>(approximate->facts.at("neighbor_recall")), 0.95);
  }
}

TEST(DimensionReductionTest, StateTellsTheParametersInForce) {
  const auto tsne = DimensionReduction::Create(Config());
  ASSERT_TRUE(tsne.ok()) << tsne.status();
  EXPECT_EQ((*tsne)->State(), (Facts{{"learning_rate", 150.0},
                                     {"max_iterations", 1000.0},
                                     {"method", "tsne"},
                                     {"n_components", 2.0},
                                     {"neighbor_search", "auto"},
                                     {"perplexity", 30.0},
                                     {"seed", 42.0},
                                     {"threads", 1.0},
                                     {"tsne_method", "barnes_hut"}}));
  Config config;
  config.method = Method::kUmap;
  const auto umap = DimensionReduction::Create(config);
  ASSERT_TRUE(umap.ok()) << umap.status();
  EXPECT_EQ((*umap)->State(), (Facts{{"method", "umap"},
                                     {"metric", "euclidean"},
                                     {"min_dist", 0.1},
                                     {"n_components", 2.0},
                                     {"n_epochs", 0.0},
                                     {"n_neighbors", 15.0},
                                     {"neighbor_search", "auto"},
                                     {"seed", 42.0},
                                     {"spread", 1.0},
                                     {"threads", 1.0}}));
}

}  // namespace
}  // namespace feluda
