#include "reporters/report/feluda_result.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/python_run.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/json/json_writer.h"
#include "reporters/report/report.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

Json Written(const Json& results) {
  const auto runs = RunsFromFeludaResults(results);
  EXPECT_TRUE(runs.ok()) << runs.status();
  Report report(MadeUpProvenance());
  if (runs.ok()) report.Extend(*runs);
  return ParseJson(ToJson(report));
}

std::string ErrorOf(const std::string& results) {
  const auto runs = RunsFromFeludaResults(ParseJson(results));
  return std::string(runs.status().message());
}

// As Feluda's own profiler makes it.
Json FeludasResult() {
  return ParseJson(R"({
    "operator": "cluster_embeddings_kmeans",
    "timestamp": "2026-11-23T09:05:07.250000+00:00",
    "initialization": {"time_seconds": 0.125, "memory_change_mb": -4.5},
    "execution": {
      "execution_time_seconds": 0.75, "cpu_time_seconds": 0.5,
      "memory_before_mb": 20.25, "memory_after_mb": 21.5,
      "memory_change_mb": 1.25, "peak_memory_mb": 30.0},
    "cleanup": {"time_seconds": 0.25, "memory_released_mb": 1.5},
    "status": "success",
    "data_description": "clustered_3clusters - kmeans",
    "output_info": {"n_samples": 900, "shape": [900, 512], "mean": 0.1}})");
}

TEST(FeludaResultTest, ComesBackWithEveryKeyOfFeludas) {
  setenv("TZ", "UTC", /*overwrite=*/1);
  const Json feludas = FeludasResult();
  const Json ours = Written(Json::array({feludas}))["results"][0];
  for (const auto& [key, value] : feludas.items()) {
    if (!value.is_object()) {
      EXPECT_EQ(DumpJson(ours[key]), DumpJson(value)) << key;
      continue;
    }
    for (const auto& [name, figure] : value.items()) {
      EXPECT_EQ(DumpJson(ours[key][name]), DumpJson(figure)) << name;
    }
  }
  EXPECT_EQ(ours["benchmark"],
            "cluster_embeddings_kmeans/clustered_3clusters - kmeans");
}

TEST(FeludaResultTest, OurOwnResultsComeBackTheSame) {
  const Json written = ParseJson(ToJson(MadeUpReport()));
  for (const Json& result : written["results"]) {
    Json again = Written(Json::array({result}))["results"][0];
    Json expected = result;
    for (const char* key : {"input_size", "repetition_index", "weights"}) {
      expected.erase(key);
      again.erase(key);
    }
    EXPECT_EQ(DumpJson(again), DumpJson(expected));
  }
}

TEST(FeludaResultTest, ASuccessNeedsNothingButItsOperator) {
  const Json report = Written(ParseJson(R"([{"operator": "mine"}])"));
  const Json& result = report["results"][0];
  EXPECT_EQ(result["status"], "success");
  EXPECT_TRUE(result["timestamp"].is_null());
  EXPECT_TRUE(result["execution"]["execution_time_seconds"].is_null());
  EXPECT_TRUE(result["execution"]["cpu_time_seconds"].is_null());
  EXPECT_TRUE(result["initialization"]["time_seconds"].is_null());
  EXPECT_TRUE(result["cleanup"]["memory_released_mb"].is_null());
  EXPECT_EQ(report["statistics"]["mine"]["total_runs"], 1);
  EXPECT_FALSE(report["statistics"]["mine"].contains("avg_execution_time"));
}

TEST(FeludaResultTest, AFailureKeepsItsMessage) {
  const Json results = Written(ParseJson(R"([
      {"operator": "a", "status": "failed", "error": "no model"},
      {"operator": "b", "status": "failed", "execution": null},
      {"operator": "c", "error": "no video"}])"))["results"];
  EXPECT_EQ(results[0]["error"], "no model");
  EXPECT_EQ(results[1]["error"], "no message");
  EXPECT_EQ(results[2]["status"], "failed");
  EXPECT_FALSE(results[0].contains("execution"));
}

TEST(FeludaResultTest, ResultsOfOneNameAreRepetitions) {
  const Json results = Written(ParseJson(R"([
      {"operator": "a/b", "data_description": "x"}, {"operator": "a/b"},
      {"operator": "a/b", "data_description": "x"}])"))["results"];
  EXPECT_EQ(results[0]["operator"], "a_b");
  EXPECT_EQ(results[0]["repetition_index"], 0);
  EXPECT_EQ(results[1]["repetition_index"], 0);
  EXPECT_EQ(results[2]["repetition_index"], 1);
}

TEST(FeludaResultTest, KeepsFiguresBesideFeludas) {
  const auto run = RunFromFeludaResult(ParseJson(R"({"operator": "a",
      "execution": {"execution_time_seconds": 2, "iterations": 4,
                    "heap_peak_bytes": 512, "samples": {"count": 4}},
      "python": {"version": "3.11.2", "parameters": {"modality": "audio"}}})"));
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_EQ(run->iterations, 4);
  EXPECT_EQ(run->real_accumulated_time, 8);
  EXPECT_EQ(Get(run->counters, "execution.heap_peak_bytes"), 512);
  EXPECT_EQ(Get(run->counters, sample::kCount), 4);
  EXPECT_EQ(GetPythonRunDetails(run->counters)->parameters.at("modality"),
            "audio");
}

TEST(FeludaResultTest, ErrorsNameTheResultAndTheKey) {
  const struct {
    const char* results;
    const char* error;
  } cases[] = {
      {"[{\"operator\": \"a\"}, 3]", "results[1]: is no dictionary"},
      {"[{\"status\": \"success\"}]", "results[0]: operator is missing"},
      {"[{\"operator\": 3}]", "results[0]: operator is 3, not a text"},
      {"[{\"operator\": \"a\", \"status\": \"ok\"}]",
       "results[0] (a): status is \"ok\", not \"success\" or \"failed\""},
      {"[{\"operator\": \"a\", \"timestamp\": \"today\"}]",
       "results[0] (a): timestamp is \"today\", not a time in ISO 8601"},
      {"[{\"operator\": \"a\", \"execution\": [1]}]",
       "results[0] (a): execution is [1], not an object"},
      {"[{\"operator\": \"a\", \"cleanup\": {\"time_seconds\": \"1\"}}]",
       "results[0] (a): cleanup.time_seconds is \"1\", not a number"},
  };
  for (const auto& [results, error] : cases) {
    EXPECT_EQ(ErrorOf(results), error);
  }
}

TEST(FeludaResultTest, TakesTimesAsPythonWritesThem) {
  setenv("TZ", "UTC", /*overwrite=*/1);
  for (const char* time :
       {"2026-11-23T09:05:07.250000", "2026-11-23 09:05:07.25",
        "2026-11-23T10:05:07.250+01:00", "2026-11-23T09:05:07.25Z"}) {
    const Json written =
        Written(Json::array({{{"operator", "a"}, {"timestamp", time}}}));
    EXPECT_EQ(written["results"][0]["timestamp"],
              "2026-11-23T09:05:07.250000+00:00")
        << time;
  }
}

}  // namespace
}  // namespace feluda
