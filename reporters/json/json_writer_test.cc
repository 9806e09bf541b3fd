#include "reporters/json/json_writer.h"

#include <limits>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/python_run.h"
#include "lib/runs/run_outcome.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/report/report.h"
#include "reporters/testing/golden.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::ElementsAre;

std::vector<std::string> Keys(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& item : object.items()) keys.push_back(item.key());
  return keys;
}

TEST(JsonWriterTest, MatchesTheGolden) {
  const std::string json = ToJson(MadeUpReport());
  EXPECT_EQ(json, Golden("made_up.json", json));
}

TEST(JsonWriterTest, ACommaDecimalLocaleChangesNothing) {
  const std::string json = ToJson(MadeUpReport());
  const CommaDecimalLocale locale;
  EXPECT_EQ(ToJson(MadeUpReport()), json);
}

TEST(JsonWriterTest, FeludasKeysComeBeforeGoogleBenchmarks) {
  EXPECT_THAT(
      Keys(ParseJson(ToJson(MadeUpReport()))),
      ElementsAre("system_info", "total_benchmarks", "results", "statistics",
                  "sizing", "plan", "context", "benchmarks"));
}

TEST(JsonWriterTest, AnEmptyReportIsWhole) {
  const Json json = ParseJson(ToJson(Report(Provenance())));
  EXPECT_EQ(json["total_benchmarks"], 0);
  EXPECT_EQ(DumpJson(json["results"]), "[]");
  EXPECT_EQ(DumpJson(json["statistics"]), "{}");
  EXPECT_EQ(DumpJson(json["benchmarks"]), "[]");
}

TEST(JsonWriterTest, TotalCountsResultsAndBenchmarksHasEveryRun) {
  const Json json = ParseJson(ToJson(MadeUpReport()));
  EXPECT_EQ(json["total_benchmarks"], 5);
  EXPECT_EQ(json["results"].size(), 5);
  EXPECT_EQ(json["benchmarks"].size(), 8);
}

TEST(JsonWriterTest, ResultsDoNotRound) {
  Report report(Provenance{});
  report.Add(MadeUpRun("hash", 0.000012345678901234567));
  const Json json = ParseJson(ToJson(report));
  EXPECT_DOUBLE_EQ(json["results"][0]["execution"]["execution_time_seconds"],
                   0.000012345678901234567);
}

Report::Run MadeUpPythonRun() {
  Report::Run run = MadeUpRun("cluster_embeddings/random_100", 1);
  PythonRunDetails details;
  details.version = "3.11.2";
  details.allocator = "pymalloc";
  details.packages["numpy"] = "1.24.2";
  details.operator_class = "operators.cluster_embeddings.ClusterEmbeddings";
  details.parameters["modality"] = "audio";
  SetPythonRunDetails(run.counters, details);
  Set(run.counters, CounterName(Phase::kImport, figure::kWallSeconds), 0.75);
  return run;
}

TEST(JsonWriterTest, APythonRunSaysWhichPythonRanWhat) {
  Report report(MadeUpProvenance());
  report.Extend({MadeUpPythonRun(), MadeUpRun("native", 1)});
  const Json json = ParseJson(ToJson(report));
  EXPECT_EQ(json["system_info"]["python_version"], "3.11.2");
  EXPECT_EQ(DumpJson(json["system_info"]["python_packages"]),
            R"({"numpy":"1.24.2"})");
  const Json& result = json["results"][0];
  EXPECT_EQ(DumpJson(result["import"]),
            R"({"time_seconds":0.75,"memory_change_mb":null,)"
            R"("wall_seconds":0.75})");
  EXPECT_EQ(DumpJson(result["python"]),
            R"({"version":"3.11.2","allocator":"pymalloc","operator_class":)"
            R"("operators.cluster_embeddings.ClusterEmbeddings",)"
            R"("parameters":{"modality":"audio"}})");
  EXPECT_FALSE(json["results"][1].contains("python"));
  EXPECT_FALSE(json["results"][1].contains("import"));
}

TEST(JsonWriterTest, OutputInfoIsAsThePythonFileGaveIt) {
  Report::Run run = MadeUpPythonRun();
  SetOutputInfo(run.counters, {{"shape", {900, 512}}, {"ok", true}, {"b", 2}});
  SetFacts(run.counters, {{"a_state", "x"}});
  Report report(MadeUpProvenance());
  report.Add(run);
  EXPECT_EQ(DumpJson(ParseJson(ToJson(report))["results"][0]["output_info"]),
            R"({"shape":[900,512],"ok":true,"b":2,"a_state":"x"})");
}

TEST(JsonWriterTest, AFigureThatWasNotMeasuredIsNullWithItsReason) {
  Report::Run run = MadeUpRun("hash", 1);
  SetAbsent(run.counters, "resident", "no /proc");
  Report report(Provenance{});
  report.Add(run);
  const Json result = ParseJson(ToJson(report))["results"][0];
  EXPECT_TRUE(result["execution"].at("peak_memory_mb").is_null());
  EXPECT_TRUE(result["cleanup"].at("memory_released_mb").is_null());
  EXPECT_EQ(result["absent"]["resident"], "no /proc");
}

TEST(JsonWriterTest, ReleasedMemoryIsWhatTheCleanupGaveBack) {
  const Json json = ParseJson(ToJson(MadeUpReport()));
  EXPECT_EQ(json["results"][0]["cleanup"]["memory_released_mb"], 3.75);
}

TEST(JsonWriterTest, AFailureHasAMessageAndNoExecution) {
  Report::Run run = MadeUpRun("hash", 1);
  MarkFailed(run, "no such file");
  Report report(Provenance{});
  report.Add(run);
  const Json json = ParseJson(ToJson(report));
  EXPECT_EQ(json["results"][0]["status"], "failed");
  EXPECT_EQ(json["results"][0]["error"], "no such file");
  EXPECT_FALSE(json["results"][0].contains("execution"));
  EXPECT_EQ(DumpJson(json["statistics"]["hash"]),
            R"({"total_runs":0,"success_rate":0.0})");
  EXPECT_EQ(json["benchmarks"][0]["error_message"], "no such file");
}

TEST(JsonWriterTest, NothingBreaksTheJson) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Report::Run run = MadeUpRun("a\xff\"/\x01\n\xc3(", kInfinity);
  run.report_label = "\xf0\x9f";
  Set(run.counters, "execution.\xfe", -kInfinity);
  Set(run.counters, "execution.nan", std::numeric_limits<double>::quiet_NaN());
  SetFacts(run.counters, {{"\xff", "\xff"}, {"infinite", kInfinity}});
  Report report(Provenance{});
  report.Add(run);
  const std::string text = ToJson(report);
  ASSERT_FALSE(ParseJson(text).is_discarded()) << text;
  const Json result = ParseJson(text)["results"][0];
  EXPECT_EQ(result["operator"], "a\xEF\xBF\xBD\"");
  EXPECT_EQ(result["error"], "real_time is not a finite number");
  EXPECT_EQ(result["absent"]["fact.infinite"], "not a finite number");
}

// compare.py computes with these two of every run.
TEST(JsonWriterTest, EveryMeasurementHasTimesThatAreNumbers) {
  Report report(Provenance{});
  Report::Run run =
      MadeUpRun("hash/a", std::numeric_limits<double>::quiet_NaN());
  report.Add(run);
  run.real_accumulated_time = 1;
  report.Add(run);
  const Json json = ParseJson(ToJson(report));
  ASSERT_EQ(json["benchmarks"].size(), 2);
  EXPECT_EQ(json["benchmarks"][0]["error_occurred"], true);
  EXPECT_EQ(json["benchmarks"][0]["real_time"], 0);
  EXPECT_FALSE(json["benchmarks"][1].contains("error_occurred"));
  EXPECT_EQ(json["benchmarks"][1]["cpu_time"], 0);
  EXPECT_TRUE(json["results"][1]["execution"]["cpu_time_seconds"].is_null());
  EXPECT_EQ(json["results"][1]["absent"]["cpu_time"], "not a finite number");
}

TEST(JsonWriterTest, AnAggregateStandsForItsRepetitions) {
  Report report(Provenance{});
  report.Extend({MadeUpAggregate("sort/8", "mean", 0.5),
                 MadeUpAggregate("sort/8", "cv", 0.25)});
  const Json json = ParseJson(ToJson(report));
  EXPECT_EQ(json["total_benchmarks"], 1);
  const Json& result = json["results"][0];
  EXPECT_EQ(DumpJson(result["aggregate"]),
            R"({"name":"mean","repetitions":3})");
  EXPECT_EQ(result["execution"]["execution_time_seconds"], 0.5);
  EXPECT_TRUE(result["execution"]["iterations"].is_null());
  EXPECT_TRUE(result["repetition_index"].is_null());
  EXPECT_EQ(result["absent"]["repetitions"],
            "only their aggregates were reported");
  EXPECT_EQ(json["benchmarks"].size(), 2);
}

TEST(JsonWriterTest, ASkippedRunIsTold) {
  Report report(Provenance{});
  report.Add(MadeUpSkippedRun("capture/front", "no camera"));
  const Json json = ParseJson(ToJson(report));
  EXPECT_EQ(json["total_benchmarks"], 0);
  EXPECT_EQ(DumpJson(json["skipped"]),
            R"([{"operator":"capture","status":"skipped",)"
            R"("message":"no camera","data_description":"front",)"
            R"("benchmark":"capture/front","repetition_index":0}])");
  EXPECT_EQ(json["benchmarks"][0]["skip_message"], "no camera");
}

}  // namespace
}  // namespace feluda
