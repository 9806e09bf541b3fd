#include "reporters/html/result_ranking.h"

#include <limits>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Result Success(double seconds) {
  Result result;
  result.execution.seconds = seconds;
  return result;
}

Result Failure() {
  Result result;
  result.error = "no text";
  return result;
}

TEST(RankResultsTest, NothingOfNothing) {
  EXPECT_THAT(RankResults({}, 3), IsEmpty());
}

TEST(RankResultsTest, FailuresThenSlowestThenTheRestInOrder) {
  const std::vector<Result> results = {Success(2), Success(1), Success(3),
                                       Failure(), Failure()};
  EXPECT_THAT(RankResults(results, 1), ElementsAre(3, 2, 0, 1, 4));
}

TEST(RankResultsTest, EqualTimesKeepTheirOrder) {
  const std::vector<Result> results(3, Success(1));
  EXPECT_THAT(RankResults(results, 3), ElementsAre(0, 1, 2));
}

TEST(RankResultsTest, TheHungriestComeBeforeTheRest) {
  std::vector<Result> results(4, Success(1));
  results[2].execution.memory_before_mib = 5;
  results[2].execution.memory_peak_mib = 6;
  Set(results[3].counters, "execution.heap_peak_bytes", 7);
  EXPECT_THAT(RankResults(results, 1), ElementsAre(0, 2, 3, 1));
}

TEST(RankResultsTest, WhatIsNotANumberIsNotTheSlowest) {
  const std::vector<Result> results = {
      Success(1), Success(std::numeric_limits<double>::quiet_NaN()),
      Success(2)};
  EXPECT_THAT(RankResults(results, 1), ElementsAre(2, 0, 1));
}

}  // namespace
}  // namespace feluda
