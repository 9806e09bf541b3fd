#include "reporters/ci_services.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "nlohmann/json.hpp"
#include "reporters/made_up_report.h"

namespace feluda {
namespace {

using Json = nlohmann::json;
using testing::SizeIs;

constexpr double kMebibyte = 1 << 20;

TEST(CiServicesTest, GithubActionBenchmarkHasAnEntryABenchmarkAndFigure) {
  const Json json = Json::parse(ToGithubActionBenchmark(MadeUpReport()));
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
  const Json json = Json::parse(ToBencher(MadeUpReport()));
  ASSERT_THAT(json, SizeIs(3));
  const Json& measures = json["cluster_embeddings_kmeans/clustered_3clusters"];
  EXPECT_DOUBLE_EQ(measures["latency"]["value"], 2'500'000);
  EXPECT_EQ(measures["peak-heap"]["value"], 1.75 * kMebibyte);
  EXPECT_EQ(measures["peak-resident-memory"]["value"], 3.125 * kMebibyte);
  EXPECT_THAT(json["tiny"], SizeIs(1));
}

TEST(CiServicesTest, OfRepetitionsTheMedianIsTaken) {
  Report report(MadeUpContext());
  for (const double seconds : {1.0, 9.0, 2.0, 4.0}) {
    report.Add(MadeUpRun("hash/video", seconds));
  }
  const Json json = Json::parse(ToBencher(report));
  EXPECT_DOUBLE_EQ(json["hash/video"]["latency"]["value"], 3e9);
}

TEST(CiServicesTest, AnEmptyReportIsValid) {
  const Report report((Context()));
  EXPECT_EQ(ToGithubActionBenchmark(report), "[]\n");
  EXPECT_EQ(ToBencher(report), "{}\n");
}

}  // namespace
}  // namespace feluda
