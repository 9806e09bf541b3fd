#include "lib/data/random.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

std::vector<float> Normals(const RandomStream& stream, uint64_t first,
                           size_t size) {
  std::vector<float> values(size);
  stream.FillNormal(first, absl::MakeSpan(values));
  return values;
}

double MeanOfPowers(const std::vector<float>& values, int power) {
  double sum = 0.0;
  for (float value : values) sum += std::pow(value, power);
  return sum / values.size();
}

double ShareBeyond(const std::vector<float>& values, float bound) {
  double beyond = 0.0;
  for (float value : values) beyond += std::abs(value) > bound;
  return beyond / values.size();
}

TEST(RandomTest, BitsAreWrittenDown) {
  const RandomStream stream(42, 0);
  EXPECT_EQ(stream.Bits(0), 0x9d591bb7266b13f3u);
  EXPECT_EQ(stream.Bits(1), 0x733a550e28bd9590u);
}

TEST(RandomTest, SeedsAndStreamsDiffer) {
  EXPECT_NE(RandomStream(1, 0).Bits(0), RandomStream(2, 0).Bits(0));
  EXPECT_NE(RandomStream(1, 0).Bits(0), RandomStream(1, 1).Bits(0));
  EXPECT_NE(RandomStream(0, 1).Bits(0), RandomStream(1, 0).Bits(0));
}

// Bounds are about five standard errors of a million draws.
TEST(RandomTest, NormalsHaveTheMomentsOfTheNormalDistribution) {
  const std::vector<float> values = Normals(RandomStream(42, 0), 0, 1'000'000);
  EXPECT_NEAR(MeanOfPowers(values, 1), 0.0, 0.005);
  EXPECT_NEAR(MeanOfPowers(values, 2), 1.0, 0.007);
  EXPECT_NEAR(MeanOfPowers(values, 3), 0.0, 0.02);
  EXPECT_NEAR(MeanOfPowers(values, 4), 3.0, 0.05);
}

TEST(RandomTest, NormalsHaveTheTailsOfTheNormalDistribution) {
  const std::vector<float> values = Normals(RandomStream(42, 0), 0, 1'000'000);
  for (float bound : {0.1f, 1.0f, 2.0f, 3.0f, 4.0f}) {
    const double share = std::erfc(bound / std::sqrt(2.0));
    EXPECT_NEAR(ShareBeyond(values, bound), share,
                5.0 * std::sqrt(share / values.size()))
        << "beyond " << bound;
  }
}

// The two values that one random word makes must be uncorrelated.
TEST(RandomTest, ValuesOfAPairAreUncorrelated) {
  constexpr size_t kPairs = 500'000;
  const std::vector<float> values = Normals(RandomStream(42, 0), 0, 2 * kPairs);
  double products = 0.0, products_of_squares = 0.0;
  for (size_t i = 0; i < kPairs; ++i) {
    const double product = values[i] * values[kPairs + i];
    products += product;
    products_of_squares += product * product;
  }
  EXPECT_NEAR(products / kPairs, 0.0, 0.007);
  EXPECT_NEAR(products_of_squares / kPairs, 1.0, 0.02);
}

TEST(RandomTest, PartsOfAStreamAreMadeByThemselves) {
  const RandomStream stream(42, 0);
  const std::vector<float> whole = Normals(stream, 0, 2 * 50);
  const std::vector<float> part = Normals(stream, 7, 2 * 20);
  for (size_t i = 0; i < 20; ++i) {
    EXPECT_EQ(part[i], whole[7 + i]);
    EXPECT_EQ(part[20 + i], whole[50 + 7 + i]);
  }
}

TEST(RandomTest, FillsAnySize) {
  const RandomStream stream(42, 0);
  const std::vector<float> even = Normals(stream, 0, 34);
  const std::vector<float> odd = Normals(stream, 0, 33);
  for (size_t i = 0; i < odd.size(); ++i) EXPECT_EQ(odd[i], even[i]);
  EXPECT_EQ(Normals(stream, 0, 1)[0], even[0]);
  EXPECT_TRUE(Normals(stream, 0, 0).empty());
}

}  // namespace
}  // namespace feluda
