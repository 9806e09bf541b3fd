#include "lib/measure/iteration_sampler.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

// A clock that is set by hand, and that takes as long to read as a real one.
constexpr int64_t kReadingNs = 25;
int64_t now_ns = 0;
int64_t readings = 0;

int64_t FakeClock() {
  ++readings;
  return now_ns += kReadingNs;
}

void Iterate(IterationSampler& sampler, int64_t duration_ns) {
  now_ns += duration_ns;
  sampler.Tick();
}

// The value below which half of `values` lie.
double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

TEST(IterationSamplerTest, HasNothingToSayBeforeTheFirstSample) {
  IterationSampler sampler(FakeClock);
  EXPECT_EQ(sampler.Statistics().count, 0);
  sampler.Start();
  EXPECT_EQ(sampler.Statistics().count, 0);
  EXPECT_EQ(sampler.Statistics().cv(), 0);
}

TEST(IterationSamplerTest, OneSampleHasNoDeviation) {
  IterationSampler sampler(FakeClock);
  sampler.Start();
  Iterate(sampler, 1'000'000);
  const SampleStatistics statistics = sampler.Statistics();
  EXPECT_EQ(statistics.count, 1);
  EXPECT_EQ(statistics.iterations_per_sample, 1);
  EXPECT_DOUBLE_EQ(statistics.min, 1e-9 * (1'000'000 + kReadingNs));
  EXPECT_EQ(statistics.min, statistics.max);
  EXPECT_EQ(statistics.min, statistics.median);
  EXPECT_EQ(statistics.min, statistics.p95);
  EXPECT_EQ(statistics.stddev, 0);
}

TEST(IterationSamplerTest, AgreesWithAStraightforwardComputation) {
  std::mt19937 random(1);
  std::vector<double> seconds;
  IterationSampler sampler(FakeClock);
  sampler.Start();
  for (int i = 0; i < 5000; ++i) {
    const int64_t duration_ns = 10'000 + random() % 1'000'000;
    Iterate(sampler, duration_ns);
    seconds.push_back(1e-9 * static_cast<double>(duration_ns + kReadingNs));
  }
  const double count = static_cast<double>(seconds.size());
  const double mean =
      std::accumulate(seconds.begin(), seconds.end(), 0.0) / count;
  double squares = 0;
  for (const double value : seconds) squares += (value - mean) * (value - mean);
  const double stddev = std::sqrt(squares / (count - 1));

  const SampleStatistics statistics = sampler.Statistics();
  EXPECT_EQ(statistics.count, 5000);
  EXPECT_EQ(statistics.iterations_per_sample, 1);
  EXPECT_EQ(statistics.min, *std::min_element(seconds.begin(), seconds.end()));
  EXPECT_EQ(statistics.max, *std::max_element(seconds.begin(), seconds.end()));
  EXPECT_NEAR(statistics.mean, mean, 1e-12);
  EXPECT_NEAR(statistics.stddev, stddev, 1e-12);
  EXPECT_NEAR(statistics.cv(), stddev / mean, 1e-9);
  EXPECT_NEAR(statistics.median, Median(seconds), 1e-12);
  EXPECT_EQ(std::count_if(seconds.begin(), seconds.end(),
                          [&](double s) { return s <= statistics.p95; }),
            4750);
}

TEST(IterationSamplerTest, NanosecondLoopPaysForFewReadings) {
  constexpr int kIterations = 1'000'000;
  IterationSampler sampler(FakeClock);
  sampler.Start();
  readings = 0;
  for (int i = 0; i < kIterations; ++i) Iterate(sampler, 3);
  const SampleStatistics statistics = sampler.Statistics();
  // 200 readings take as long as 1667 iterations.
  EXPECT_EQ(statistics.iterations_per_sample, 2048);
  EXPECT_EQ(statistics.count, (kIterations - 2047) / 2048);
  EXPECT_LE(static_cast<double>(readings * kReadingNs),
            0.005 * 3 * kIterations);
  EXPECT_NEAR(statistics.mean, 3e-9, 0.005 * 3e-9);
}

TEST(IterationSamplerTest, SlowFirstIterationDoesNotMakeTheOthersPay) {
  constexpr int kIterations = 1'000'000;
  IterationSampler sampler(FakeClock);
  sampler.Start();
  readings = 0;
  Iterate(sampler, 1'000'000);
  for (int i = 1; i < kIterations; ++i) Iterate(sampler, 3);
  EXPECT_EQ(sampler.Statistics().iterations_per_sample, 2048);
  EXPECT_LE(static_cast<double>(readings * kReadingNs),
            0.005 * (1'000'000 + 3 * kIterations));
}

TEST(IterationSamplerTest, VaryingLoopKeepsItsShortIterations) {
  IterationSampler sampler(FakeClock);
  sampler.Start();
  for (int i = 0; i < 1000; ++i) {
    Iterate(sampler, i % 2 == 0 ? 20'000 : 1'000);
  }
  const SampleStatistics statistics = sampler.Statistics();
  EXPECT_EQ(statistics.count, 1000);
  EXPECT_DOUBLE_EQ(statistics.min, 1e-9 * (1'000 + kReadingNs));
  EXPECT_DOUBLE_EQ(statistics.max, 1e-9 * (20'000 + kReadingNs));
}

TEST(IterationSamplerTest, MinMaxAndMeanAreOfMoreSamplesThanAreKept) {
  constexpr int64_t kSamples = 5 * IterationSampler::kKept + 17;
  IterationSampler sampler(FakeClock);
  sampler.Start();
  int64_t sum_ns = 0;
  // Durations rise, with one shorter and one longer than all the others.
  for (int64_t i = 0; i < kSamples; ++i) {
    const int64_t duration_ns = i == 12345   ? 6'000
                                : i == 54321 ? 900'000
                                             : 10'000 + i;
    Iterate(sampler, duration_ns);
    sum_ns += duration_ns + kReadingNs;
  }
  const SampleStatistics statistics = sampler.Statistics();
  EXPECT_EQ(statistics.count, kSamples);
  EXPECT_DOUBLE_EQ(statistics.min, 1e-9 * (6'000 + kReadingNs));
  EXPECT_DOUBLE_EQ(statistics.max, 1e-9 * (900'000 + kReadingNs));
  const double mean = 1e-9 * static_cast<double>(sum_ns) / kSamples;
  EXPECT_NEAR(statistics.mean, mean, 1e-9 * mean);
  // The kept ones are spread over the whole, at most eight apart.
  EXPECT_NEAR(statistics.median, 1e-9 * (10'000 + 0.5 * kSamples), 40e-9);
  EXPECT_NEAR(statistics.p95, 1e-9 * (10'000 + 0.95 * kSamples), 40e-9);
}

TEST(IterationSamplerTest, StartsAnew) {
  IterationSampler sampler(FakeClock);
  sampler.Start();
  for (int i = 0; i < 100; ++i) Iterate(sampler, 500'000);
  sampler.Start();
  Iterate(sampler, 30'000);
  const SampleStatistics statistics = sampler.Statistics();
  EXPECT_EQ(statistics.count, 1);
  EXPECT_DOUBLE_EQ(statistics.max, 1e-9 * (30'000 + kReadingNs));
}

TEST(IterationSamplerTest, TakesTheRealClock) {
  IterationSampler sampler;
  sampler.Start();
  while (sampler.Statistics().count < 10) sampler.Tick();
  const SampleStatistics statistics = sampler.Statistics();
  EXPECT_GT(statistics.min, 0);
  EXPECT_LE(statistics.min, statistics.median);
  EXPECT_LE(statistics.median, statistics.p95);
  EXPECT_LE(statistics.p95, statistics.max);
}

}  // namespace
}  // namespace feluda
