#include "reporters/compare/formats/comparison_json.h"

#include <limits>
#include <string>

#include "gtest/gtest.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/compare/testing/made_up_sides.h"

namespace feluda {
namespace {

TEST(ComparisonJsonTest, HasEveryFigureInBaseUnits) {
  const auto json = ParseJson(ComparisonJson(MadeUpComparison()));
  ASSERT_FALSE(json.is_discarded());
  EXPECT_EQ(json["summary"]["worse"], 3);
  EXPECT_EQ(json["summary"]["newly_failed"], 1);
  EXPECT_EQ(json["summary"]["over_budget"], 1);
  EXPECT_EQ(json["old"]["processes"], 10);
  EXPECT_EQ(json["conditions"][0]["new"], "g++ 13");
  EXPECT_EQ(json["newly_failed"][0]["message"], "no <memory>\nat all");
  const auto& worst = json["benchmarks"][0];
  EXPECT_EQ(worst["name"], "sort/slow|er");
  EXPECT_EQ(worst["figures"][0]["verdict"], "worse");
  EXPECT_NEAR(worst["figures"][0]["ratio"].get<double>(), 1.5, 0.05);
  EXPECT_LT(worst["figures"][0]["low"].get<double>(),
            worst["figures"][0]["high"].get<double>());
  EXPECT_EQ(worst["figures"][2]["figure"], "allocations");
  EXPECT_EQ(worst["figures"][2]["exact"], true);
  EXPECT_TRUE(worst["figures"][2]["low"].is_null());
}

TEST(ComparisonJsonTest, TellsWhereTheLoadDiffered) {
  const auto json = ParseJson(ComparisonJson(ComparisonUnderLoad()));
  EXPECT_DOUBLE_EQ(json["other_cpus"]["new"].get<double>(), 0.7);
  for (const auto& pair : json["benchmarks"]) {
    const bool differs = pair["name"] == "sort";
    EXPECT_EQ(pair["other_cpus"]["differs"], differs);
    EXPECT_EQ(pair["figures"][0]["hidden_by_load"], differs);
  }
  EXPECT_TRUE(
      ParseJson(ComparisonJson(MadeUpComparison()))["other_cpus"].is_null());
}

TEST(ComparisonJsonTest, InfinityIsNull) {
  ComparisonReport report = MadeUpComparison();
  report.comparison.benchmarks[0].figures[0].ratio =
      std::numeric_limits<double>::infinity();
  const auto json = ParseJson(ComparisonJson(report));
  ASSERT_FALSE(json.is_discarded());
  EXPECT_TRUE(json["benchmarks"][0]["figures"][0]["ratio"].is_null());
}

}  // namespace
}  // namespace feluda
