#include "reporters/tools/merge_reports.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/python_run.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/json/json_writer.h"
#include "reporters/markdown/markdown.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using Inputs = std::vector<MergeInput>;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Report::Run Row(const std::string& family) {
  Report::Run row = MadeUpRun(family, 1);
  row.run_type = Report::Run::RT_Aggregate;
  row.aggregate_name = "BigO";
  row.report_big_o = true;
  return row;
}

MergeInput Input(const std::string& file,
                 const std::vector<std::string>& names) {
  MergeInput input;
  input.file = file;
  input.recorded.provenance.benchmark = {{"date", "2026-11-23T09:05:07+00:00"},
                                         {"host_name", "atlas"},
                                         {"num_cpus", 8}};
  input.recorded.provenance.system_info = {
      {"processor", "Xeon"},
      {"cpu_count", 8},
      {"total_memory_gb", 31.25},
      {"timestamp", "2026-11-23T09:05:07.000000+00:00"},
      {"binary", "00ff"}};
  for (const std::string& name : names) {
    input.recorded.runs.push_back(MadeUpRun(name, 0.5));
  }
  return input;
}

Inputs TwoShards() {
  return {Input("a.json", {"sort/8", "sort/64", "hash"}),
          Input("b.json", {"find/x", "find/y"})};
}

Json Merged(const Inputs& inputs, bool force = false) {
  const auto report = MergeReports(inputs, force);
  EXPECT_TRUE(report.ok()) << report.status();
  return report.ok() ? ParseJson(ToJson(*report)) : Json();
}

TEST(MergeReportsTest, HasTheRunsInTheOrderGiven) {
  const Json merged = Merged(TwoShards());
  std::vector<std::string> names;
  for (const Json& run : merged["benchmarks"]) names.push_back(run["name"]);
  EXPECT_THAT(names,
              ElementsAre("sort/8", "sort/64", "hash", "find/x", "find/y"));
  EXPECT_EQ(merged["total_benchmarks"], 5);
  EXPECT_EQ(merged["results"].size(), 5);
  EXPECT_EQ(merged["statistics"]["find"]["total_runs"], 2);
  EXPECT_FALSE(merged.contains("partial"));
}

// A report of another program, of operators in Python.
MergeInput PythonInput(const std::string& file,
                       const std::vector<std::string>& names) {
  MergeInput input = Input(file, names);
  input.recorded.provenance.system_info["binary"] = "beef";
  input.recorded.provenance.system_info["python_version"] = "3.11.2";
  PythonRunDetails details;
  details.version = "3.11.2";
  SetPythonRunDetails(input.recorded.runs.front().counters, details);
  return input;
}

TEST(MergeReportsTest, MarksPythonOperatorsBesideNativeOnes) {
  for (const bool native_first : {true, false}) {
    Inputs inputs = {Input("native.json", {"hash/a", "sort"}),
                     PythonInput("python.json", {"hash/a", "crashed"})};
    if (!native_first) std::swap(inputs[0], inputs[1]);
    const Json merged = Merged(inputs);
    EXPECT_EQ(merged["statistics"]["hash"]["total_runs"], 1);
    EXPECT_EQ(merged["statistics"]["hash (Python)"]["total_runs"], 1);
    EXPECT_TRUE(merged["statistics"].contains("crashed (Python)"));
    EXPECT_EQ(merged["system_info"]["python_version"], "3.11.2");
    EXPECT_THAT(ToMarkdown(*MergeReports(inputs, false)),
                HasSubstr("| hash | a | 500 ms / 500 ms = 1.00 |"));
  }
}

TEST(MergeReportsTest, MarksPythonOperatorsOnce) {
  const auto both =
      MergeReports({Input("a", {"hash"}), PythonInput("b", {"hash"})}, false);
  MergeInput merged = Input("both.json", {});
  merged.recorded.provenance = both->provenance();
  merged.recorded.runs = both->runs();
  const Json again = Merged({merged, PythonInput("c", {"sort"})}, true);
  EXPECT_TRUE(again["statistics"].contains("hash (Python)"));
  EXPECT_TRUE(again["statistics"].contains("sort (Python)"));
}

TEST(MergeReportsTest, AloneReportsOfPythonAreMergedAsTheyAre) {
  const Json merged =
      Merged({PythonInput("a", {"hash"}), PythonInput("b", {"sort"})});
  EXPECT_TRUE(merged["statistics"].contains("hash"));
  EXPECT_TRUE(merged["statistics"].contains("sort"));
}

TEST(MergeReportsTest, RefusesTwoProgramsOfPythonOperators) {
  Inputs inputs = {Input("a", {"hash"}), PythonInput("b", {"hash"}),
                   PythonInput("c", {"sort"})};
  inputs[2].recorded.provenance.system_info["binary"] = "f00d";
  EXPECT_EQ(MergeReports(inputs, false).status().message(),
            "c: differs from b in binary: f00d, there beef");
  inputs[2] = PythonInput("c", {"sort"});
  inputs[2].recorded.provenance.system_info["processor"] = "EPYC";
  EXPECT_EQ(MergeReports(inputs, false).status().message(),
            "c: differs from b in processor: EPYC, there Xeon");
}

TEST(MergeReportsTest, NumbersFamiliesAnew) {
  std::vector<std::pair<int, int>> numbers;
  const Json merged = Merged(TwoShards());
  for (const Json& run : merged["benchmarks"]) {
    numbers.emplace_back(run["family_index"], run["per_family_instance_index"]);
  }
  EXPECT_THAT(numbers,
              ElementsAre(std::pair(0, 0), std::pair(0, 1), std::pair(1, 0),
                          std::pair(2, 0), std::pair(3, 0)));
}

TEST(MergeReportsTest, TellsWhatItIsMergedFrom) {
  Inputs inputs = TwoShards();
  Json& earlier = inputs[1].recorded.provenance.system_info;
  earlier["timestamp"] = "2026-11-23T10:05:06.500000+01:00";
  inputs[0].recorded.provenance.benchmark["shard_index"] = "0";
  const Json merged = Merged(inputs);
  EXPECT_EQ(merged["system_info"]["timestamp"], earlier["timestamp"]);
  EXPECT_FALSE(merged["context"].contains("shard_index"));
  const Json& from = merged["system_info"]["merged_from"];
  ASSERT_EQ(from.size(), 2);
  EXPECT_EQ(from[0]["file"], "a.json");
  EXPECT_EQ(from[0]["context"]["shard_index"], "0");
  EXPECT_EQ(from[1]["system_info"], earlier);
}

TEST(MergeReportsTest, FlattensWhatWasMergedBefore) {
  RecordedRuns merged;
  const auto first = MergeReports(TwoShards(), false);
  merged.provenance = first->provenance();
  const Json again =
      Merged({{"ab.json", merged}, Input("c.json", {"count/x"})});
  std::vector<std::string> files;
  for (const Json& from : again["system_info"]["merged_from"]) {
    files.push_back(from["file"]);
  }
  EXPECT_THAT(files, ElementsAre("a.json", "b.json", "c.json"));
}

TEST(MergeReportsTest, IsPartialWhereOneIs) {
  Inputs inputs = TwoShards();
  inputs[0].recorded.partial = "interrupted by SIGINT";
  inputs[1].recorded.cut_short = true;
  EXPECT_EQ(Merged(inputs)["partial"],
            "a.json: interrupted by SIGINT; b.json: the file is cut short");
}

struct ConflictCase {
  const char* name;
  std::function<void(MergeInput& b)> change;
  std::string error;
};

class ConflictTest : public testing::TestWithParam<ConflictCase> {};

TEST_P(ConflictTest, IsRefusedUnlessToldAnyway) {
  Inputs inputs = TwoShards();
  GetParam().change(inputs[1]);
  const auto report = MergeReports(inputs, /*force=*/false);
  EXPECT_EQ(report.status().message(), GetParam().error);
  const Json merged = Merged(inputs, /*force=*/true);
  EXPECT_EQ(merged["benchmarks"].size(), 3 + inputs[1].recorded.runs.size());
}

INSTANTIATE_TEST_SUITE_P(
    Conflicts, ConflictTest,
    testing::ValuesIn<ConflictCase>({
        {"Binary",
         [](MergeInput& b) {
           b.recorded.provenance.system_info["binary"] = "00fe";
         },
         "b.json: differs from a.json in binary: 00fe, there 00ff"},
        {"Machine",
         [](MergeInput& b) {
           b.recorded.provenance.system_info["cpu_count"] = 4;
         },
         "b.json: differs from a.json in cpu_count: 4, there 8"},
        {"Host",
         [](MergeInput& b) {
           b.recorded.provenance.benchmark["host_name"] = "rhea";
         },
         "b.json: differs from a.json in host name: rhea, there atlas"},
        {"SameBenchmark",
         [](MergeInput& b) {
           for (int i = 0; i < 2; ++i) {
             b.recorded.runs.push_back(MadeUpRun("hash", 2));
           }
         },
         "b.json: has \"hash\", as a.json has"},
        {"FamilyWithComplexity",
         [](MergeInput& b) {
           b.recorded.runs.push_back(MadeUpRun("sort/512", 2));
           b.recorded.runs.push_back(Row("sort"));
         },
         "b.json: has \"sort\", as a.json has; the rows of its complexity need "
         "all members in one"},
        {"Everything",
         [](MergeInput& b) {
           b.recorded.provenance.system_info["binary"] = nullptr;
           b.recorded.runs.push_back(MadeUpRun("sort/8", 2));
         },
         "b.json: differs from a.json in binary: unknown, there 00ff\n"
         "b.json: has \"sort/8\", as a.json has"},
    }),
    [](const auto& tested) { return tested.param.name; });

TEST(MergeReportsTest, OfManyTwinsItNamesTen) {
  std::vector<std::string> names;
  for (int i = 0; i < 25; ++i) names.push_back("op" + std::to_string(i) + "/x");
  const auto report =
      MergeReports({Input("a.json", names), Input("b.json", names)}, false);
  const std::string message(report.status().message());
  EXPECT_THAT(message, HasSubstr("\"op9/x\", as a.json has\nand 15 more of"));
  EXPECT_THAT(message, Not(HasSubstr("op10/x")));
}

TEST(MergeReportsTest, MembersOfAFamilyWithoutComplexityMayBeApart) {
  Inputs inputs = TwoShards();
  inputs[1].recorded.runs.push_back(MadeUpRun("sort/512", 2));
  EXPECT_EQ(Merged(inputs)["benchmarks"].size(), 6);
}

TEST(MergeReportsTest, OfDifferentMachinesItSaysSo) {
  Inputs inputs = TwoShards();
  Provenance& other = inputs[1].recorded.provenance;
  other.benchmark["host_name"] = "rhea";
  other.system_info["processor"] = "EPYC";
  other.system_info["cpu_count"] = 4;
  const Json merged = Merged(inputs, /*force=*/true);
  EXPECT_EQ(merged["context"]["host_name"], "atlas; rhea");
  EXPECT_EQ(merged["system_info"]["processor"], "Xeon; EPYC");
  EXPECT_EQ(merged["system_info"]["cpu_count"], nullptr);
  EXPECT_EQ(merged["system_info"]["binary"], "00ff");
  EXPECT_THAT(ToMarkdown(*MergeReports(inputs, /*force=*/true)),
              HasSubstr("- Merged From: a.json (atlas, Xeon, binary 00ff)\n"
                        "- Merged From: b.json (rhea, EPYC, binary 00ff)\n"));
}

TEST(MissingShardsTest, AreThoseThatNoInputIs) {
  Inputs inputs = TwoShards();
  EXPECT_THAT(MissingShards(inputs), IsEmpty());
  for (size_t i = 0; i < 2; ++i) {
    Json& context = inputs[i].recorded.provenance.benchmark;
    context["shard_index"] = i == 0 ? "0" : "2";
    context["total_shards"] = "4";
  }
  EXPECT_THAT(MissingShards(inputs), ElementsAre("1 of 4", "3 of 4"));
}

}  // namespace
}  // namespace feluda
