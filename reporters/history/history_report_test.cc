#include "reporters/history/history_report.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "gtest/gtest.h"
#include "lib/text/json_text.h"
#include "reporters/ci/ci_services.h"
#include "reporters/compare/testing/made_up_sides.h"
#include "reporters/report/report.h"

namespace feluda {
namespace {

RecordedRuns Recorded(const char* system_info, const char* context) {
  RecordedRuns recorded;
  recorded.provenance.system_info = ParseJson(system_info);
  recorded.provenance.benchmark = ParseJson(context);
  recorded.runs = {MadeUpRoundRun("sort/8", -1, 2)};
  return recorded;
}

TEST(HistoryReportTest, OursTellsCommitAndTime) {
  const HistoryReport report = ToHistoryReport(
      "a.json", Recorded(R"({"timestamp": "2026-11-23T09:05:07+00:00",
                   "git_commit": "3F2C1AB0D5", "git_modified": true,
                   "compiler": "g++ 12"})",
                         "{}"));
  EXPECT_EQ(report.commit, "3f2c1ab0d5");
  EXPECT_TRUE(report.is_modified);
  EXPECT_EQ(report.date, absl::FromUnixSeconds(1795424707));
  EXPECT_NE(
      std::find(report.conditions.begin(), report.conditions.end(),
                std::make_pair(std::string("compiler"), std::string("g++ 12"))),
      report.conditions.end());
  EXPECT_TRUE(report.benches.is_null());
}

TEST(HistoryReportTest, GoogleBenchmarksTellsThemInItsContext) {
  const HistoryReport report = ToHistoryReport(
      "a.json", Recorded("{}", R"({"date": "2026-11-23T09:05:07+00:00",
                                   "git_commit": "3f2c1ab0d5"})"));
  EXPECT_EQ(report.commit, "3f2c1ab0d5");
  EXPECT_EQ(report.date, absl::FromUnixSeconds(1795424707));
}

TEST(HistoryReportTest, WhatIsNoHashIsNoCommit) {
  for (const char* info :
       {"{}", "[]", R"({"git_commit": 7})", R"({"git_commit": "--output=x"})",
        R"({"git_commit": "abc"})"}) {
    const HistoryReport report =
        ToHistoryReport("a.json", Recorded(info, "{}"));
    EXPECT_EQ(report.commit, "") << info;
    EXPECT_EQ(report.date, std::nullopt) << info;
  }
}

TEST(HistoryReportTest, BenchesAreThoseOfConverting) {
  const RecordedRuns recorded = Recorded("{}", "{}");
  Report whole(recorded.provenance);
  whole.Extend(recorded.runs);
  const HistoryReport report = ToHistoryReport("a.json", recorded, true);
  EXPECT_EQ(report.benches, ParseJson(ToGithubActionBenchmark(whole)));
  ASSERT_FALSE(report.benches.empty());
  EXPECT_EQ(report.benches[0]["name"], "sort/8 (time)");
}

TEST(HistoryReportTest, OtherFormsAreKnownByName) {
  EXPECT_TRUE(IsOtherForm("results/a.github.json"));
  EXPECT_TRUE(IsOtherForm("results/a.bencher.json"));
  EXPECT_FALSE(IsOtherForm("results/a.json"));
}

}  // namespace
}  // namespace feluda
