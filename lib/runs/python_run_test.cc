#include "lib/runs/python_run.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/json/run_from_json.h"
#include "lib/runs/json/run_to_json.h"
#include "lib/runs/new_run.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using Json = nlohmann::ordered_json;

PythonRunDetails SomeDetails() {
  PythonRunDetails details;
  details.version = "3.11.2";
  details.allocator = "pymalloc";
  details.packages = {{"numpy", "1.24.2"}, {"scikit-learn", "1.2.1+dfsg"}};
  details.operator_class = "operators.cluster_embeddings.ClusterEmbeddings";
  details.before_call_bytes = 5e7;
  details.parameters = {{"modality", "audio"}, {"n_clusters", "3"}};
  return details;
}

// What a benchmark's process hands to its parent.
Counters ThroughAPipe(const Counters& counters) {
  benchmark::BenchmarkReporter::Run run = NewRun("cluster_embeddings/x");
  run.iterations = 1;
  run.counters = counters;
  const auto read = RunFromJson(ParseJson(DumpJson(RunToJson(run))));
  EXPECT_TRUE(read.ok()) << read.status();
  return read->counters;
}

TEST(PythonRunTest, DetailsPassThroughJson) {
  Counters counters;
  SetPythonRunDetails(counters, SomeDetails());
  const auto details = GetPythonRunDetails(ThroughAPipe(counters));
  ASSERT_TRUE(details.has_value());
  EXPECT_EQ(details->version, "3.11.2");
  EXPECT_EQ(details->allocator, "pymalloc");
  EXPECT_EQ(details->operator_class,
            "operators.cluster_embeddings.ClusterEmbeddings");
  EXPECT_EQ(details->before_call_bytes, 5e7);
  EXPECT_THAT(
      details->packages,
      ElementsAre(Pair("numpy", "1.24.2"), Pair("scikit-learn", "1.2.1+dfsg")));
  EXPECT_THAT(details->parameters,
              ElementsAre(Pair("modality", "audio"), Pair("n_clusters", "3")));
}

TEST(PythonRunTest, TellsWhatTheFileHeldBesideThePackages) {
  Counters counters;
  SetPythonRunDetails(counters, SomeDetails());
  EXPECT_EQ(FileDataBytes(counters), std::nullopt);
  const std::string imported =
      CounterName(Phase::kImport, figure::kResidentAfter);
  Set(counters, imported, 3e7);
  EXPECT_EQ(FileDataBytes(ThroughAPipe(counters)), 2e7);
  // The collector of garbage may leave less than the import did.
  Set(counters, imported, 6e7);
  EXPECT_EQ(FileDataBytes(counters), 0);
}

TEST(PythonRunTest, OwnEntriesPassThroughJson) {
  const Json entries = {{"recall", 0.5}, {"execution", {{"loss=", {1, 2}}}}};
  Counters counters;
  SetOwnEntries(counters, entries);
  EXPECT_EQ(GetOwnEntries(ThroughAPipe(counters)), entries);
  EXPECT_EQ(GetOwnEntries(Counters()), Json::object());
}

TEST(PythonRunTest, ANativeRunHasNone) {
  Counters counters;
  SetFacts(counters, {{"method", "kmeans"}});
  EXPECT_FALSE(GetPythonRunDetails(counters).has_value());
  EXPECT_EQ(GetOutputInfo(counters), Json::object());
}

TEST(PythonRunTest, OutputInfoKeepsValuesAndOrder) {
  const Json info = {{"shape", {900, 512}}, {"a=b", "c"},  {"method", "umap"},
                     {"n_samples", 900},    {"ok", true},  {"none", nullptr},
                     {"label", "\"x\"\n="}, {"mean", 0.25}};
  Counters counters;
  SetOutputInfo(counters, info);
  const Counters read = ThroughAPipe(counters);
  EXPECT_EQ(DumpJson(GetOutputInfo(read)), DumpJson(info));
  EXPECT_THAT(
      GetFacts(read),
      ElementsAre(Pair("label", Fact("\"x\"\n=")), Pair("mean", Fact(0.25)),
                  Pair("method", Fact("umap")), Pair("n_samples", Fact(900.0)),
                  Pair("ok", Fact("true"))));
}

TEST(PythonRunTest, ItsTextsAreNoFigures) {
  PythonRunDetails details = SomeDetails();
  details.before_call_bytes = std::nullopt;
  Counters counters;
  SetPythonRunDetails(counters, details);
  SetOutputInfo(counters, {{"method", "kmeans"}});
  SetOwnEntries(counters, {{"recall", 0.5}});
  for (const auto& [name, counter] : counters) {
    EXPECT_TRUE(CarriesText(name)) << name;
  }
  EXPECT_FALSE(CarriesText("import.wall_seconds"));
}

TEST(PythonRunTest, ImportIsAPhaseOfItsOwn) {
  Counters counters;
  Set(counters, CounterName(Phase::kImport, figure::kWallSeconds), 0.5);
  EXPECT_EQ(counters.begin()->first, "import.wall_seconds");
  EXPECT_EQ(Get(ThroughAPipe(counters), Phase::kImport, figure::kWallSeconds),
            0.5);
}

}  // namespace
}  // namespace feluda
