#include "reporters/report/statistics.h"

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

Result Success(const std::string& name, double seconds) {
  Result result;
  result.operator_name = name;
  result.execution.seconds = seconds;
  return result;
}

Result Failure(const std::string& name) {
  Result result;
  result.operator_name = name;
  result.error = "failed";
  return result;
}

TEST(StatisticsTest, OfNoResultsAreNone) { EXPECT_TRUE(Summarize({}).empty()); }

TEST(StatisticsTest, AreOverTheSuccesses) {
  const std::vector<OperatorStatistics> all =
      Summarize({Success("hash", 1), Failure("hash"), Success("hash", 4),
                 Success("hash", 1)});
  ASSERT_EQ(all.size(), 1);
  EXPECT_EQ(all[0].successes, 3);
  EXPECT_EQ(all[0].results, 4);
  EXPECT_EQ(all[0].SuccessRate(), 0.75);
  EXPECT_EQ(all[0].execution_time->mean, 2);
  EXPECT_EQ(all[0].execution_time->min, 1);
  EXPECT_EQ(all[0].execution_time->max, 4);
  EXPECT_DOUBLE_EQ(all[0].execution_time->stddev, std::sqrt(2));
}

TEST(StatisticsTest, ASingleRunDoesNotDeviate) {
  const auto all = Summarize({Success("hash", 0.1)});
  EXPECT_EQ(all[0].execution_time->stddev, 0);
}

TEST(StatisticsTest, MedianAndCvAreOverTheSuccesses) {
  const auto odd =
      Summarize({Success("hash", 5), Success("hash", 1), Success("hash", 3)});
  EXPECT_EQ(odd[0].execution_time->median, 3);
  EXPECT_DOUBLE_EQ(*odd[0].execution_time->cv, std::sqrt(8.0 / 3) / 3);
  const auto even = Summarize({Success("hash", 4), Success("hash", 1),
                               Success("hash", 2), Failure("hash")});
  EXPECT_EQ(even[0].execution_time->median, 2);
}

TEST(StatisticsTest, AP95NeedsTwentySuccesses) {
  std::vector<Result> results;
  for (int i = 19; i > 0; --i) results.push_back(Success("hash", i));
  EXPECT_FALSE(Summarize(results)[0].execution_time->p95.has_value());
  results.push_back(Success("hash", 20));
  // At 0.95 * 19 = 18.05 of 1 to 20.
  EXPECT_DOUBLE_EQ(*Summarize(results)[0].execution_time->p95, 19.05);
}

TEST(StatisticsTest, WhatOneRunOrNoTimeCannotTellIsAbsent) {
  const auto one = Summarize({Success("hash", 0.1)});
  EXPECT_EQ(one[0].execution_time->median, 0.1);
  EXPECT_FALSE(one[0].execution_time->cv.has_value());
  const auto none = Summarize({Success("hash", 0), Success("hash", 0)});
  EXPECT_FALSE(none[0].execution_time->cv.has_value());
}

TEST(StatisticsTest, AnOperatorThatOnlyFailedIsListed) {
  const auto all = Summarize({Failure("hash")});
  ASSERT_EQ(all.size(), 1);
  EXPECT_EQ(all[0].SuccessRate(), 0);
  EXPECT_FALSE(all[0].execution_time.has_value());
  EXPECT_FALSE(all[0].max_memory_peak_mib.has_value());
}

TEST(StatisticsTest, OperatorsKeepTheirOrder) {
  const auto all = Summarize({Success("z", 1), Failure("a"), Success("z", 3)});
  ASSERT_EQ(all.size(), 2);
  EXPECT_EQ(all[0].operator_name, "z");
  EXPECT_EQ(all[0].successes, 2);
  EXPECT_EQ(all[1].operator_name, "a");
}

TEST(StatisticsTest, MemoryIsOverThoseThatMeasuredIt) {
  Result grown = Success("hash", 1);
  grown.execution.memory_before_mib = 10;
  grown.execution.memory_after_mib = 12;
  grown.execution.memory_peak_mib = 15;
  Result shrunk = Success("hash", 1);
  shrunk.execution.memory_before_mib = 12;
  shrunk.execution.memory_after_mib = 8;
  shrunk.execution.memory_peak_mib = 12;
  const auto all = Summarize({grown, Success("hash", 1), shrunk});
  EXPECT_EQ(all[0].mean_memory_change_mib, -1);
  EXPECT_EQ(all[0].max_memory_peak_mib, 15);
}

}  // namespace
}  // namespace feluda
