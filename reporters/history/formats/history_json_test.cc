#include "reporters/history/formats/history_json.h"

#include "gtest/gtest.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/history/make_history.h"
#include "reporters/history/testing/made_up_history.h"

namespace feluda {
namespace {

TEST(HistoryJsonTest, HasEachSeriesWithItsSteps) {
  const auto json = ParseJson(HistoryJson(MadeUpHistory()));
  EXPECT_EQ(json["summary"]["steps"], 3);
  EXPECT_EQ(json["summary"]["reports"], 12);
  EXPECT_EQ(json["groups"][0]["conditions"]["compiler"], "g++ 12");
  EXPECT_EQ(json["moments"][3]["files"][0], "results/day3.json");
  EXPECT_EQ(json["moments"][3]["date"], "2026-11-04T09:00:00+00:00");
  const auto& series = json["series"][0];
  EXPECT_EQ(series["benchmark"], "sort/<slow>");
  EXPECT_EQ(series["figure"], "time");
  EXPECT_EQ(series["values"].size(), 12);
  ASSERT_EQ(series["steps"].size(), 1);
  EXPECT_EQ(series["steps"][0]["last_before"], 5);
  EXPECT_EQ(series["steps"][0]["first_after"], 6);
}

TEST(HistoryJsonTest, WhatIsNotToldOrInfiniteIsNull) {
  std::vector<HistoryReport> days = MadeUpDays({0, 0, 0, 0, 1, 1, 1, 1});
  for (HistoryReport& day : days) day.commit.clear();
  const auto json = ParseJson(HistoryJson(MakeHistory(std::move(days), {})));
  ASSERT_FALSE(json.is_discarded());
  EXPECT_TRUE(json["moments"][0]["commit"].is_null());
  EXPECT_TRUE(json["series"][0]["steps"][0]["ratio"].is_null());
}

}  // namespace
}  // namespace feluda
