#include "lib/statistics/series_noise.h"

#include <vector>

#include "gtest/gtest.h"
#include "lib/statistics/made_up_samples.h"

namespace feluda {
namespace {

std::vector<double> Normal(size_t count) {
  MadeUpSamples made(5);
  std::vector<double> figures;
  for (size_t i = 0; i < count; ++i) figures.push_back(made.Normal());
  return figures;
}

TEST(SeriesNoiseTest, IsTheDeviationOfIndependentFigures) {
  EXPECT_NEAR(NoiseOfSeries(Normal(2000)), 1, 0.05);
}

TEST(SeriesNoiseTest, StepsHardlyChangeIt) {
  std::vector<double> figures = Normal(2000);
  for (size_t i = 1000; i < figures.size(); ++i) figures[i] += 1000;
  EXPECT_NEAR(NoiseOfSeries(figures), 1, 0.05);
}

// With r = 1 / 2 means vary by the root of 3 as much as those of independent
// figures.
TEST(SeriesNoiseTest, AutocorrelatedFiguresHaveTheNoiseOfTheirMeans) {
  std::vector<double> figures = Normal(4000);
  for (size_t i = 1; i < figures.size(); ++i) {
    figures[i] = 0.5 * figures[i - 1] + 0.866 * figures[i];
  }
  EXPECT_NEAR(NoiseOfSeries(figures) * NoiseInflation(figures, 1), 1.73, 0.2);
}

TEST(NoiseInflationTest, IsOneOfIndependentAndOfEqualFigures) {
  EXPECT_EQ(NoiseInflation({1, -1, 1, -1}, 1), 1);
  EXPECT_EQ(NoiseInflation(std::vector<double>(100, 0), 1), 1);
  std::vector<double> alternating;
  for (int i = 0; i < 100; ++i) alternating.push_back(i % 2 == 0 ? 1 : -1);
  EXPECT_EQ(NoiseInflation(alternating, 1), 1);
}

TEST(NoiseInflationTest, LevelsThatWereTakenOffAreMadeUpFor) {
  std::vector<double> figures = Normal(200);
  for (size_t i = 1; i < figures.size(); ++i) {
    figures[i] = 0.3 * figures[i - 1] + figures[i];
  }
  EXPECT_GT(NoiseInflation(figures, 9), NoiseInflation(figures, 1));
  EXPECT_LE(NoiseInflation(figures, 1000), 6.71);
}

TEST(SeriesNoiseTest, EqualNeighboursHaveThatOfRounding) {
  EXPECT_EQ(NoiseOfSeries({1, 1, 1, 1, 5, 5, 5, 5}), 1e-9);
  EXPECT_EQ(NoiseOfSeries({7, 7}), 1e-9);
}

}  // namespace
}  // namespace feluda
