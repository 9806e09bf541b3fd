#include "reporters/ci/ci_services.h"

#include <limits>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/testing/golden.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using testing::SizeIs;

constexpr double kMebibyte = 1 << 20;

TEST(CiServicesTest, MatchTheGoldens) {
  const std::string github = ToGithubActionBenchmark(MadeUpReport());
  EXPECT_EQ(github, Golden("made_up.github.json", github));
  const std::string bencher = ToBencher(MadeUpReport());
  EXPECT_EQ(bencher, Golden("made_up.bencher.json", bencher));
}

TEST(CiServicesTest, ACommaDecimalLocaleChangesNothing) {
  const std::string github = ToGithubActionBenchmark(MadeUpReport());
  const std::string bencher = ToBencher(MadeUpReport());
  const CommaDecimalLocale locale;
  EXPECT_EQ(ToGithubActionBenchmark(MadeUpReport()), github);
  EXPECT_EQ(ToBencher(MadeUpReport()), bencher);
}

TEST(CiServicesTest, GithubActionBenchmarkHasAnEntryABenchmarkAndFigure) {
  const Json json = ParseJson(ToGithubActionBenchmark(MadeUpReport()));
  // Three figures, then two, then one; the failed benchmarks have none.
  ASSERT_THAT(json, SizeIs(6));
  EXPECT_EQ(json[0]["name"],
            "cluster_embeddings_kmeans/clustered_3clusters (time)");
  EXPECT_EQ(json[0]["unit"], "ns");
  EXPECT_DOUBLE_EQ(json[0]["value"], 2'500'000);
  EXPECT_EQ(json[1]["unit"], "bytes");
  EXPECT_EQ(json[1]["value"], 1.75 * kMebibyte);
  EXPECT_EQ(json[2]["value"], 3.125 * kMebibyte);
}

TEST(CiServicesTest, BencherHasTheFiguresByBenchmark) {
  const Json json = ParseJson(ToBencher(MadeUpReport()));
  ASSERT_THAT(json, SizeIs(3));
  const Json& measures = json["cluster_embeddings_kmeans/clustered_3clusters"];
  EXPECT_DOUBLE_EQ(measures["latency"]["value"], 2'500'000);
  EXPECT_EQ(measures["peak-heap"]["value"], 1.75 * kMebibyte);
  EXPECT_EQ(measures["peak-resident-memory"]["value"], 3.125 * kMebibyte);
  EXPECT_THAT(json["tiny"], SizeIs(1));
}

TEST(CiServicesTest, OfRepetitionsTheMedianIsTaken) {
  Report report(MadeUpProvenance());
  for (const double seconds : {1.0, 9.0, 2.0, 4.0}) {
    report.Add(MadeUpRun("hash/video", seconds));
  }
  const Json json = ParseJson(ToBencher(report));
  EXPECT_DOUBLE_EQ(json["hash/video"]["latency"]["value"], 3e9);
}

TEST(CiServicesTest, WhatIsNotFiniteIsLeftOut) {
  Report report(MadeUpProvenance());
  report.Add(MadeUpRun("hash/video", std::numeric_limits<double>::infinity()));
  report.Add(MadeUpRun("hash/image", 1));
  EXPECT_THAT(ParseJson(ToGithubActionBenchmark(report)), SizeIs(1));
  EXPECT_THAT(ParseJson(ToBencher(report)), SizeIs(1));
}

TEST(CiServicesTest, BencherTakesLongNamesThatDifferAtTheEnd) {
  Report report(MadeUpProvenance());
  const std::string exact = "hash/" + std::string(1019, 'x');
  for (const std::string& name : {exact, exact + "yé", exact + "zé"}) {
    report.Add(MadeUpRun(name, 1));
  }
  const Json json = ParseJson(ToBencher(report));
  ASSERT_THAT(json, SizeIs(3));
  EXPECT_TRUE(json.contains(exact));
  for (const auto& item : json.items()) EXPECT_LE(item.key().size(), 1024);
}

TEST(CiServicesTest, BencherTakesABenchmarkWithoutAName) {
  Report report(MadeUpProvenance());
  report.Add(MadeUpRun("", 1));
  EXPECT_TRUE(ParseJson(ToBencher(report)).contains("unnamed"));
}

TEST(CiServicesTest, AggregatesAloneHaveTheirOwnNames) {
  Report report(MadeUpProvenance());
  report.Extend({MadeUpAggregate("sort/8", "mean", 3),
                 MadeUpAggregate("sort/8", "median", 2),
                 MadeUpAggregate("sort/8", "stddev", 1),
                 MadeUpAggregate("sort/8", "cv", 0.5)});
  const Json github = ParseJson(ToGithubActionBenchmark(report));
  ASSERT_THAT(github, SizeIs(2));
  EXPECT_EQ(github[0]["name"], "sort/8_mean (time)");
  EXPECT_DOUBLE_EQ(github[0]["value"], 3e9);
  EXPECT_EQ(github[1]["name"], "sort/8_median (time)");
  EXPECT_DOUBLE_EQ(github[1]["value"], 2e9);
  const Json bencher = ParseJson(ToBencher(report));
  ASSERT_THAT(bencher, SizeIs(2));
  EXPECT_DOUBLE_EQ(bencher["sort/8_median"]["latency"]["value"], 2e9);
}

TEST(CiServicesTest, ASkippedBenchmarkSaysSo) {
  Report report(MadeUpProvenance());
  report.Add(MadeUpSkippedRun("capture/front", "no camera"));
  const Json entry = ParseJson(ToGithubActionBenchmark(report)).at(0);
  EXPECT_EQ(entry["name"], "capture/front (skipped)");
  EXPECT_EQ(entry["unit"], "skipped");
  EXPECT_EQ(entry["value"], 1);
  EXPECT_EQ(entry["extra"], "no camera");
  EXPECT_EQ(DumpJson(ParseJson(ToBencher(report))),
            R"({"capture/front":{"skipped":{"value":1.0}}})");
}

TEST(CiServicesTest, AnEmptyReportIsValid) {
  const Report report((Provenance()));
  EXPECT_EQ(ToGithubActionBenchmark(report), "[]\n");
  EXPECT_EQ(ToBencher(report), "{}\n");
}

}  // namespace
}  // namespace feluda
