#include "reporters/python/python_comparison.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/python_run.h"
#include "lib/runs/run_outcome.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using AnyRun = benchmark::BenchmarkReporter::Run;

constexpr char kFeludas[] = "operators.cluster_embeddings.ClusterEmbeddings";

AnyRun NativeRun(const std::string& name, const Facts& facts,
                 const std::string& description = "") {
  AnyRun run = MadeUpRun(name, 0.5);
  run.report_label = description;
  SetFacts(run.counters, facts);
  return run;
}

AnyRun PythonRun(const std::string& name, const Facts& facts,
                 const std::string& description = "",
                 const std::map<std::string, std::string>& parameters = {}) {
  AnyRun run = NativeRun(name, facts, description);
  PythonRunDetails details;
  details.version = "3.11.2";
  if (!parameters.empty()) details.operator_class = kFeludas;
  details.parameters = parameters;
  SetPythonRunDetails(run.counters, details);
  return run;
}

PythonComparison Compare(const std::vector<AnyRun>& runs) {
  std::vector<Result> results;
  for (const AnyRun& run : runs) results.push_back(ToResult(run));
  return CompareWithPython(results);
}

Facts Rows(double samples, const std::string& method) {
  return {{"n_samples", samples}, {"n_features", 512.0}, {"method", method}};
}

Facts Clusters(double clusters, double samples, const std::string& method) {
  Facts facts = Rows(samples, method);
  facts["true_clusters"] = clusters;
  return facts;
}

TEST(PythonComparisonTest, PairsTheSameOperatorAndInput) {
  struct Case {
    const char* name;
    AnyRun native, python;
    bool is_pair;
  };
  const AnyRun kmeans = NativeRun("cluster_embeddings_kmeans/random_100",
                                  Rows(100, "kmeans"), "random_100 - kmeans");
  const AnyRun image = NativeRun("detect_text_in_image/small_128x128.jpg", {});
  const Case cases[] = {
      {"same name", kmeans,
       PythonRun("cluster_embeddings_kmeans/random_100 - kmeans", {}), true},
      {"method as a fact", kmeans,
       PythonRun("cluster_embeddings/random_100", {{"method", "KMeans"}}),
       true},
      {"marked as Python's", kmeans,
       PythonRun("cluster_embeddings_kmeans (Python)/random_100", {}), true},
      {"another method", kmeans,
       PythonRun("cluster_embeddings/random_100", {{"method", "ward"}}), false},
      {"no method", kmeans, PythonRun("cluster_embeddings/random_100", {}),
       false},
      {"same size", kmeans,
       PythonRun("ClusterEmbeddings/mine", Rows(100, "kmeans")), true},
      {"another size of that name", kmeans,
       PythonRun("cluster_embeddings_kmeans/random_100", Rows(99, "kmeans")),
       false},
      {"same size, but clustered", kmeans,
       PythonRun("cluster_embeddings/mine", Clusters(5, 100, "kmeans")), false},
      {"half a size", kmeans,
       PythonRun("cluster_embeddings/mine",
                 {{"method", "kmeans"}, {"n_samples", 100.0}}),
       false},
      {"a longer name", image,
       PythonRun("detect_text_in_image_tesseract/x", {},
                 "images/small_128x128 (RGB)"),
       true},
      {"a word that goes on", image,
       PythonRun("detect_text_in_images/small_128x128.jpg", {}), false},
      {"another image", image,
       PythonRun("detect_text_in_image/small_256x256.jpg", {}), false},
  };
  for (const Case& each : cases) {
    const PythonComparison comparison = Compare({each.python, each.native});
    EXPECT_EQ(comparison.pairs.size(), each.is_pair ? 1 : 0) << each.name;
    EXPECT_EQ(comparison.alone.size(), each.is_pair ? 0 : 1) << each.name;
  }
}

TEST(PythonComparisonTest, TakesTheInputOfTheSameNameFirst) {
  const Facts facts = Clusters(10, 1000, "kmeans");
  const PythonComparison comparison =
      Compare({NativeRun("cluster_embeddings_kmeans/rows/1000", facts, "rows"),
               NativeRun("cluster_embeddings_kmeans/clustered_10clusters",
                         facts, "clustered_10clusters - kmeans"),
               PythonRun("cluster_embeddings_kmeans/x", facts,
                         "clustered_10clusters - kmeans")});
  ASSERT_EQ(comparison.pairs.size(), 1u);
  EXPECT_EQ(comparison.pairs[0].input, "clustered_10clusters - kmeans");
}

TEST(PythonComparisonTest, GoesByWhatWasRunAndSaysSo) {
  const auto native = [](const std::string& method) {
    return NativeRun("cluster_embeddings_" + method + "/clustered_3clusters",
                     Clusters(3, 900, method));
  };
  const PythonComparison comparison = Compare(
      {native("kmeans"), native("agglomerative"),
       PythonRun("cluster_embeddings_kmeans/clustered_3clusters",
                 Clusters(3, 900, "kmeans"), "",
                 {{"modality", "video"}, {"n_clusters", "3"}}),
       PythonRun("cluster_embeddings_dbscan/clustered_3clusters",
                 Clusters(3, 900, "dbscan"), "", {{"modality", "audio"}})});
  ASSERT_EQ(comparison.pairs.size(), 1u);
  EXPECT_EQ(comparison.pairs[0].native_operator,
            "cluster_embeddings_agglomerative");
  EXPECT_EQ(comparison.pairs[0].python_operator, "cluster_embeddings_kmeans");
  EXPECT_THAT(comparison.alone,
              ElementsAre("cluster_embeddings_dbscan/clustered_3clusters"));
  EXPECT_THAT(comparison.mislabelled,
              ElementsAre("cluster_embeddings_kmeans/clustered_3clusters says "
                          "kmeans, and ran agglomerative (modality video, "
                          "n_clusters 3).",
                          HasSubstr("ran affinity_propagation")));
}

// A run in which every figure is `factor` times what the others have.
AnyRun Scaled(AnyRun run, double factor) {
  constexpr double kMebibyte = 1 << 20;
  Counters& counters = run.counters;
  run.real_accumulated_time = 2 * factor;
  run.cpu_accumulated_time = factor;
  Set(counters, CounterName(Phase::kExecution, figure::kResidentPeak),
      10 * factor * kMebibyte);
  Set(counters, CounterName(Phase::kInitialization, figure::kWallSeconds),
      0.5 * factor);
  return run;
}

TEST(PythonComparisonTest, TakesMediansAndTheHighestPeak) {
  const AnyRun native = NativeRun("hash/a", {});
  AnyRun python = PythonRun("hash/a", {});
  Set(python.counters, CounterName(Phase::kImport, figure::kWallSeconds), 8);
  const PythonComparison comparison =
      Compare({Scaled(native, 1), Scaled(native, 2), Scaled(native, 9),
               Scaled(python, 4)});
  ASSERT_EQ(comparison.pairs.size(), 1u);
  const PythonPair& pair = comparison.pairs[0];
  EXPECT_EQ(pair.native.seconds, 4);
  EXPECT_EQ(pair.native.cpu_seconds, 2);
  EXPECT_EQ(pair.native.peak_mib, 90);
  EXPECT_EQ(pair.native.startup_seconds, 1);
  EXPECT_EQ(pair.python.seconds, 8);
  EXPECT_EQ(pair.python.startup_seconds, 10);
}

// Python began at 100 MiB, of which an earlier run left 40 behind in its
// arenas, so that the operator was built at 140.
TEST(PythonComparisonTest, TakesTheRiseAboveWhatWasThereBefore) {
  constexpr double kMebibyte = 1 << 20;
  AnyRun native = NativeRun("hash/a", {});
  AnyRun python = PythonRun("hash/a", {});
  for (AnyRun* run : {&native, &python}) {
    const double before = run == &native ? 20 : 140;
    for (const Phase phase : {Phase::kInitialization, Phase::kExecution}) {
      const bool runs = phase == Phase::kExecution;
      Set(run->counters, CounterName(phase, figure::kResidentBefore),
          before * kMebibyte);
      Set(run->counters, CounterName(phase, figure::kResidentPeak),
          (before + (runs ? 10 : 30)) * kMebibyte);
    }
  }
  EXPECT_FALSE(
      Compare({native, python}).pairs.at(0).python.rise_mib.has_value());
  PythonRunDetails details = *GetPythonRunDetails(python.counters);
  details.before_call_bytes = 100 * kMebibyte;
  SetPythonRunDetails(python.counters, details);
  const PythonPair pair = Compare({native, python}).pairs.at(0);
  EXPECT_EQ(pair.native.rise_mib, 30);
  EXPECT_EQ(pair.python.rise_mib, 70);
}

TEST(PythonComparisonTest, WithoutAnImportThereIsNoStartupOfPython) {
  const PythonComparison comparison = Compare(
      {Scaled(NativeRun("hash/a", {}), 1), Scaled(PythonRun("hash/a", {}), 1)});
  ASSERT_EQ(comparison.pairs.size(), 1u);
  EXPECT_FALSE(comparison.pairs[0].python.startup_seconds.has_value());
}

TEST(PythonComparisonTest, NeedsSuccessesOfBoth) {
  AnyRun failed = NativeRun("hash/a", {});
  MarkFailed(failed, "no video");
  const std::vector<AnyRun> cases[] = {{},
                                       {NativeRun("hash/a", {})},
                                       {PythonRun("hash/a", {})},
                                       {failed, PythonRun("hash/a", {})}};
  for (const std::vector<AnyRun>& runs : cases) {
    const PythonComparison comparison = Compare(runs);
    EXPECT_THAT(comparison.pairs, IsEmpty());
    EXPECT_THAT(comparison.alone, IsEmpty());
  }
}

}  // namespace
}  // namespace feluda
