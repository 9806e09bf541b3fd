#include "reporters/html/page_data.h"

#include <limits>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/provenance/provenance.h"
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

std::string Dump(const Json& json) { return DumpJson(json, 1) + "\n"; }

std::vector<std::string> Inputs(const Json& data) {
  std::vector<std::string> inputs;
  for (const Json& result : data["results"]) inputs.push_back(result["input"]);
  return inputs;
}

TEST(PageDataTest, MatchesTheGolden) {
  const std::string json = Dump(PageData(MadeUpReport()));
  EXPECT_EQ(json, Golden("made_up_page.json", json));
}

TEST(PageDataTest, ACommaDecimalLocaleChangesNothing) {
  const std::string json = Dump(PageData(MadeUpReport()));
  const CommaDecimalLocale locale;
  EXPECT_EQ(Dump(PageData(MadeUpReport())), json);
}

TEST(PageDataTest, LeavesOutTheLeastTellingAndKeepsTheOrder) {
  Report report(Provenance{});
  for (const char* name : {"op/first", "op/second", "op/third"}) {
    report.Add(MadeUpRun(name, 1));
  }
  report.Add(MadeUpRun("op/slow", 2));
  Report::Run failed = MadeUpRun("op/failed", 0);
  MarkFailed(failed, "no text");
  report.Add(failed);

  PageLimits limits;
  limits.group_size = 1;
  limits.results = 3;
  const Json data = PageData(report, limits);
  EXPECT_THAT(Inputs(data), ElementsAre("first", "slow", "failed"));
  EXPECT_EQ(data["total"], 5);
  EXPECT_EQ(data["failed"], 1);
  EXPECT_EQ(data["operators"][0]["results"], 5);
}

TEST(PageDataTest, LeavesOutWhatDoesNotFit) {
  Report report(Provenance{});
  report.Add(MadeUpRun("op/" + std::string(2000, 'x'), 1));
  report.Add(MadeUpRun("op/short", 1));
  PageLimits limits;
  limits.result_bytes = 2000;
  EXPECT_THAT(Inputs(PageData(report, limits)), ElementsAre("short"));
}

TEST(PageDataTest, TellsOfNoOperatorThatHasNoResultOnThePage) {
  Report report(Provenance{});
  report.Add(MadeUpRun("a/1", 1));
  report.Add(MadeUpRun("b/1", 2));
  PageLimits limits;
  limits.results = 1;
  const Json data = PageData(report, limits);
  ASSERT_EQ(data["operators"].size(), 1);
  EXPECT_EQ(data["operators"][0]["name"], "b");
}

// As they are read from a file: the second row tells neither growth nor time.
TEST(PageDataTest, ARowOfAFitTellsItsErrorAlone) {
  Report::Run growth = MadeUpRun("sort", 1);
  growth.run_type = Report::Run::RT_Aggregate;
  growth.report_big_o = true;
  growth.complexity = benchmark::oN;
  Report::Run fit = growth;
  fit.report_big_o = false;
  fit.report_rms = true;
  fit.complexity = benchmark::oNone;
  fit.time_unit = benchmark::kSecond;
  fit.real_accumulated_time = std::numeric_limits<double>::quiet_NaN();
  fit.cpu_accumulated_time = 0.25;
  Report report(Provenance{});
  report.Extend({growth, fit});
  EXPECT_EQ(DumpJson(PageData(report)["complexity"]),
            R"([{"name":"sort","growth":"N","seconds":1.0},)"
            R"({"name":"sort","rms":0.25}])");
}

TEST(PageDataTest, TellsOfAggregatesWithoutRepetitions) {
  EXPECT_FALSE(PageData(MadeUpReport()).contains("aggregates"));
  Report report(Provenance{});
  report.Extend({MadeUpAggregate("sort/8", "mean", 2),
                 MadeUpAggregate("sort/8", "cv", 0.5),
                 MadeUpAggregate("sort/8", "median", 2)});
  PageLimits limits;
  limits.other_rows = 2;
  const Json data = PageData(report, limits);
  EXPECT_EQ(data["results"][0]["aggregate"], "mean of 3 repetitions");
  EXPECT_EQ(DumpJson(data["aggregates"]),
            R"({"total":3,"shown":[{"name":"sort/8","aggregate":"mean",)"
            R"("repetitions":3,"seconds":2.0,"cpu_seconds":1.0,)"
            R"("peak_memory":null,"memory_rise":null,"peak_heap":null,)"
            R"("allocations":null},{"name":"sort/8","aggregate":"cv",)"
            R"("repetitions":3,"share":0.5,"cpu_share":0.25,)"
            R"("peak_memory":null,"memory_rise":null,"peak_heap":null,)"
            R"("allocations":null}]})");
}

TEST(PageDataTest, TellsOfSkippedRuns) {
  EXPECT_FALSE(PageData(MadeUpReport()).contains("skipped"));
  Report report(Provenance{});
  report.Add(MadeUpSkippedRun("capture/front", "no camera"));
  const Json data = PageData(report);
  EXPECT_EQ(data["total"], 0);
  EXPECT_EQ(data["failed"], 0);
  EXPECT_EQ(DumpJson(data["skipped"]),
            R"({"total":1,"shown":[)"
            R"({"name":"capture/front","message":"no camera"}]})");
}

TEST(PageDataTest, SaysThatAReportIsPartial) {
  Report report(Provenance{});
  EXPECT_TRUE(PageData(report)["partial"].is_null());
  report.set_partial("interrupted by SIGINT");
  EXPECT_EQ(PageData(report)["partial"], "interrupted by SIGINT");
}

}  // namespace
}  // namespace feluda
