#include "reporters/html/result_data.h"

#include <limits>
#include <string>

#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/report/result.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kNoLimit = 1000;

Json Figure(const Json& data, const std::string& name) {
  for (size_t i = 0; i < FigureNames().size(); ++i) {
    if (FigureNames()[i] == name) return data["figures"][i];
  }
  return "no such figure";
}

TEST(ResultDataTest, WhatIsMissingOrNotFiniteIsNull) {
  Result result;
  Set(result.counters, sample::kMax, std::numeric_limits<double>::infinity());
  Set(result.counters, sample::kMin, 0);
  const Json data = ParseJson(DumpJson(ResultData(result, kNoLimit)));
  EXPECT_TRUE(Figure(data, "samples.max_seconds").is_null());
  EXPECT_TRUE(Figure(data, "samples.mean_seconds").is_null());
  EXPECT_EQ(Figure(data, "samples.min_seconds"), 0);
}

TEST(ResultDataTest, KeepsTheBenchmarksOwnCounters) {
  Result result;
  Set(result.counters, "items_per_second", 12);
  Set(result.counters, kTimestamp, 1);
  SetFacts(result.counters, {{"n_samples", 900.0}, {"method", "ward"}});
  EXPECT_EQ(DumpJson(ResultData(result, kNoLimit)["counters"]),
            R"({"items_per_second":12.0})");
}

TEST(ResultDataTest, TellsTheInputsSize) {
  Result result;
  EXPECT_FALSE(ResultData(result, kNoLimit).contains("size"));
  Set(result.counters, kComplexityN, 64);
  EXPECT_EQ(DumpJson(ResultData(result, kNoLimit)["size"]),
            R"({"amount":64.0,"unit":"n"})");
  SetInputSize(result.counters, {900, "rows"});
  EXPECT_EQ(DumpJson(ResultData(result, kNoLimit)["size"]),
            R"({"amount":900.0,"unit":"rows"})");
}

}  // namespace
}  // namespace feluda
