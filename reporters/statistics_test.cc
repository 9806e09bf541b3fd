#include "reporters/statistics.h"

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
