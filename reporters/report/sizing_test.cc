#include "reporters/report/sizing.h"

#include <cmath>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"

namespace feluda {
namespace {

using testing::SizeIs;

Result Measured(const std::string& operator_name, double amount, double seconds,
                double peak_mib) {
  Result result;
  result.operator_name = operator_name;
  result.initialization.seconds = 0.5;
  result.initialization.memory_peak_mib = 100;
  result.execution.seconds = seconds;
  result.execution.memory_before_mib = 50;
  result.execution.memory_peak_mib = peak_mib;
  result.cpu_seconds = 2 * seconds;
  SetInputSize(result.counters, {amount, "rows"});
  return result;
}

TEST(SizingTest, AWorkerNeedsTheHighestPeakInitializationIncluded) {
  EXPECT_EQ(ComputeSizing({Measured("a", 1, 1, 60)})[0].worker_memory_mib, 100);
  EXPECT_EQ(
      ComputeSizing({Measured("a", 1, 1, 60), Measured("a", 9, 1, 300)})[0]
          .worker_memory_mib,
      300);
}

TEST(SizingTest, ACoreHourIsCountedInCpuTime) {
  const Sizing sizing =
      ComputeSizing({Measured("a", 10, 1, 60), Measured("a", 40, 2, 60)})[0];
  EXPECT_EQ(sizing.unit, "rows");
  EXPECT_DOUBLE_EQ(*sizing.slowest_per_core_hour, 10 * 3600 / 2.0);
  EXPECT_DOUBLE_EQ(*sizing.fastest_per_core_hour, 40 * 3600 / 4.0);
  EXPECT_EQ(sizing.startup_seconds, 0.5);
}

TEST(SizingTest, APythonWorkerImportsWhenItStarts) {
  Result result = Measured("a", 10, 1, 60);
  result.import.seconds = 2;
  result.import.memory_peak_mib = 700;
  const Sizing sizing = ComputeSizing({result})[0];
  EXPECT_EQ(sizing.startup_seconds, 2.5);
  EXPECT_EQ(sizing.worker_memory_mib, 700);
}

Result OfFamily(Result result, const std::string& input) {
  result.input = input;
  return result;
}

TEST(SizingTest, GrowthIsThePowerOfTheInput) {
  std::vector<Result> results;
  for (const double n : {10.0, 100.0, 1000.0}) {
    results.push_back(OfFamily(Measured("a", n, 1e-6 * n * n, 50 + 0.1 * n),
                               "rows/" + std::to_string(static_cast<int>(n))));
  }
  const Sizing sizing = ComputeSizing(results)[0];
  EXPECT_NEAR(sizing.time_growth->exponent, 2, 1e-9);
  EXPECT_NEAR(sizing.time_growth->r_squared, 1, 1e-9);
  EXPECT_NEAR(sizing.memory_growth->exponent, 1, 1e-9);
}

TEST(SizingTest, GrowthIsThatWithinFamilies) {
  std::vector<Result> results;
  for (const double n : {10.0, 100.0, 1000.0}) {
    const std::string argument = "/" + std::to_string(static_cast<int>(n));
    results.push_back(OfFamily(Measured("a", n, n, 60), "plain" + argument));
    results.push_back(
        OfFamily(Measured("a", 10 * n, 700 * n, 60), "dear" + argument));
  }
  results.push_back(OfFamily(Measured("a", 10, 12345, 60), "alone"));
  const Sizing sizing = ComputeSizing(results)[0];
  EXPECT_NEAR(sizing.time_growth->exponent, 1, 1e-9);
  EXPECT_NEAR(sizing.time_growth->r_squared, 1, 1e-9);
}

TEST(SizingTest, AFamilyOfOneAmountSaysNothingOfGrowth) {
  std::vector<Result> results;
  for (const int n : {10, 100, 1000}) {
    const std::string argument = "/" + std::to_string(n);
    results.push_back(OfFamily(Measured("a", n, 2 * n, 60), "rows" + argument));
    results.push_back(
        OfFamily(Measured("a", 10, n * n, 60), "dimension" + argument));
  }
  EXPECT_NEAR(ComputeSizing(results)[0].time_growth->exponent, 1, 1e-9);
}

TEST(SizingTest, TwoAmountsAreNoGrowth) {
  const Sizing sizing =
      ComputeSizing({OfFamily(Measured("a", 1, 1, 60), "rows/1"),
                     OfFamily(Measured("a", 1, 1.1, 60), "rows/1"),
                     OfFamily(Measured("a", 2, 2, 60), "rows/2")})[0];
  EXPECT_FALSE(sizing.time_growth.has_value());
}

TEST(SizingTest, AGrowthThatExplainsTooLittleIsNotTold) {
  // R² is 0.78 with the first time, 0.99 with the second.
  for (const auto& [seconds, is_told] : {std::pair(30, false), {110, true}}) {
    const Sizing sizing =
        ComputeSizing({OfFamily(Measured("a", 1, 10, 60), "rows/1"),
                       OfFamily(Measured("a", 10, seconds, 60), "rows/10"),
                       OfFamily(Measured("a", 100, 900, 61), "rows/100"),
                       OfFamily(Measured("a", 1000, 900, 60), "rows/1000"),
                       OfFamily(Measured("a", 1e4, is_told ? 1e5 : 900, 60),
                                "rows/10000")})[0];
    EXPECT_EQ(sizing.time_growth.has_value(), is_told) << seconds;
  }
}

// Files of a user, of which each is something else, however well they fit.
TEST(SizingTest, UnlikeInputsHaveNoGrowth) {
  std::vector<Result> results;
  for (const double n : {10.0, 100.0, 1000.0}) {
    results.push_back(
        OfFamily(Measured("a", n, n, n), "scan" + std::to_string(n) + ".mp4"));
  }
  const Sizing sizing = ComputeSizing(results)[0];
  EXPECT_FALSE(sizing.time_growth.has_value());
  EXPECT_FALSE(sizing.memory_growth.has_value());
}

TEST(SizingTest, EmbeddingsOfOneWidthAreAlike) {
  std::vector<Result> results;
  for (const double n : {10.0, 100.0, 1000.0}) {
    results.push_back(
        OfFamily(Measured("a", n, n, 60), "size" + std::to_string(n)));
    results.back().facts["n_features"] = 512.0;
  }
  EXPECT_NEAR(ComputeSizing(results)[0].time_growth->exponent, 1, 1e-9);
  results.back().facts["n_features"] = 128.0;
  EXPECT_FALSE(ComputeSizing(results)[0].time_growth.has_value());
}

TEST(SizingTest, SeveralUnitsHaveNoCommonRate) {
  Result images = Measured("a", 1, 1, 60);
  SetInputSize(images.counters, {1, "images"});
  const Sizing sizing = ComputeSizing({Measured("a", 1, 1, 60), images})[0];
  EXPECT_EQ(sizing.unit, "");
  EXPECT_FALSE(sizing.slowest_per_core_hour.has_value());
  EXPECT_EQ(sizing.worker_memory_mib, 100);
}

TEST(SizingTest, FailuresAndWhatWasNotMeasuredAreLeftOut) {
  Result failed = Measured("a", 1, 1, 60);
  failed.error = "broken";
  EXPECT_THAT(ComputeSizing({failed}), SizeIs(0));
  Result bare;
  bare.operator_name = "b";
  const Sizing sizing = ComputeSizing({bare})[0];
  EXPECT_FALSE(sizing.worker_memory_mib.has_value());
  EXPECT_FALSE(sizing.slowest_per_core_hour.has_value());
}

}  // namespace
}  // namespace feluda
