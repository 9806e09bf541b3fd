#include "lib/data/embedding_generator.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::StartsWith;

// FNV-1a over the little-endian bytes.
uint64_t Checksum(const std::vector<float>& values) {
  uint64_t hash = 0xcbf29ce484222325;
  for (float value : values) {
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof(bits));
    for (int shift = 0; shift < 32; shift += 8) {
      hash = (hash ^ ((bits >> shift) & 0xff)) * 0x100000001b3;
    }
  }
  return hash;
}

// Written down once; a difference means that runs on this machine, or from
// this version on, cannot be compared with others.
TEST(EmbeddingGeneratorTest, EmbeddingsAreTheSameBytesEverywhere) {
  const auto data = GenerateEmbeddings(2000);
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_THAT(data->Row(0).first(4),
              ElementsAre(0x1.98cf8cp-1f, 0x1.102c8ap+0f, 0x1.c688a4p+0f,
                          0x1.309174p+0f));
  EXPECT_EQ(Checksum(data->values), 0xfd50e992047c1a26u);
}

TEST(EmbeddingGeneratorTest, ClustersAreTheSameBytesEverywhere) {
  const auto data = GenerateEmbeddingsWithClusters(10, 100);
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_THAT(data->embeddings.Row(0).first(4),
              ElementsAre(-0x1.272b6ep+2f, 0x1.50d66ep+2f, 0x1.a2ea94p+0f,
                          0x1.3a6b3p-1f));
  EXPECT_EQ(Checksum(data->embeddings.values), 0xeff3152af983164cu);
  EXPECT_EQ(std::vector<int>(data->labels.begin(), data->labels.begin() + 8),
            (std::vector<int>{6, 0, 5, 1, 1, 1, 0, 5}));
}

TEST(EmbeddingGeneratorTest, OddDimensionsAreTheSameBytesEverywhere) {
  const auto data = GenerateEmbeddings(1000, 7, /*seed=*/1);
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(Checksum(data->values), 0xe8d4329bb91c8fb3u);
}

TEST(EmbeddingGeneratorTest, TopicsAreTheSameBytesEverywhere) {
  const auto data = GenerateEmbeddingsOfTopics(1000);
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(Checksum(data->values), 0xdeeb9381970aa1b1u);
  EXPECT_TRUE(Validate(*data).ok());
}

TEST(EmbeddingGeneratorTest, FewerTopicsRowsAreTheFirstOfMore) {
  const auto few = GenerateEmbeddingsOfTopics(10, 30);
  const auto more = GenerateEmbeddingsOfTopics(300, 30);
  ASSERT_TRUE(few.ok()) << few.status();
  ASSERT_TRUE(more.ok()) << more.status();
  for (size_t row = 0; row < 10; ++row) {
    EXPECT_THAT(few->Row(row), ElementsAreArray(more->Row(row)));
  }
}

// The twenty directions leave the noise alone, whose deviation is 0.1.
TEST(EmbeddingGeneratorTest, TopicsDifferInTwentyDirections) {
  const auto data = GenerateEmbeddingsOfTopics(200, 40);
  ASSERT_TRUE(data.ok()) << data.status();
  // Gram and Schmidt's method, on the rows themselves.
  std::vector<std::vector<double>> axes;
  std::vector<double> left(200);
  for (size_t row = 0; row < 200; ++row) {
    std::vector<double> rest(data->Row(row).begin(), data->Row(row).end());
    for (const auto& axis : axes) {
      double along = 0.0;
      for (size_t k = 0; k < 40; ++k) along += axis[k] * rest[k];
      for (size_t k = 0; k < 40; ++k) rest[k] -= along * axis[k];
    }
    for (double value : rest) left[row] += value * value / 40;
    if (axes.size() == 20) continue;
    for (double& value : rest) value /= std::sqrt(40 * left[row]);
    axes.push_back(rest);
  }
  // A row's numbers have a variance of 2; a little noise is left of them.
  EXPECT_GT(left[0], 1.0);
  double sum = 0.0;
  for (size_t row = 20; row < 200; ++row) sum += left[row];
  EXPECT_LT(sum / 180, 0.25);
}

TEST(EmbeddingGeneratorTest, EveryRowHasItsPayload) {
  const auto data = GenerateEmbeddings(3, 5);
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(data->Rows(), 3u);
  EXPECT_EQ(data->dimension, 5u);
  EXPECT_THAT(data->payloads, ElementsAre("sample_0", "sample_1", "sample_2"));
  EXPECT_TRUE(Validate(*data).ok());
}

TEST(EmbeddingGeneratorTest, SeedsDiffer) {
  EXPECT_NE(GenerateEmbeddings(10, 8, 1)->values,
            GenerateEmbeddings(10, 8, 2)->values);
  EXPECT_NE(GenerateEmbeddingsWithClusters(2, 50, 8, 0.3f, 1)->labels,
            GenerateEmbeddingsWithClusters(2, 50, 8, 0.3f, 2)->labels);
}

TEST(EmbeddingGeneratorTest, SmallerSetsAreTheFirstRowsOfLargerOnes) {
  const auto small = GenerateEmbeddings(10, 7);
  const auto large = GenerateEmbeddings(20, 7);
  ASSERT_TRUE(small.ok() && large.ok());
  EXPECT_THAT(
      std::vector<float>(large->values.begin(), large->values.begin() + 70),
      ElementsAreArray(small->values));
}

TEST(EmbeddingGeneratorTest, ClustersHaveTheRowsAskedFor) {
  const auto data = GenerateEmbeddingsWithClusters(4, 25, 6);
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(data->embeddings.Rows(), 100u);
  EXPECT_EQ(data->embeddings.dimension, 6u);
  EXPECT_EQ(data->embeddings.payloads.size(), 100u);
  std::vector<int> counts(4);
  for (int label : data->labels) ++counts.at(label);
  EXPECT_THAT(counts, ElementsAre(25, 25, 25, 25));
}

// The mean square of the centres' numbers, and that of the rows' differences
// from their centres.
TEST(EmbeddingGeneratorTest, ClustersHaveTheSpreadAskedFor) {
  constexpr size_t kClusters = 20, kRowsEach = 50, kDimension = 512;
  const auto data =
      GenerateEmbeddingsWithClusters(kClusters, kRowsEach, kDimension);
  ASSERT_TRUE(data.ok()) << data.status();
  std::vector<double> means(kClusters * kDimension);
  double total = 0.0;
  for (size_t row = 0; row < data->labels.size(); ++row) {
    for (size_t i = 0; i < kDimension; ++i) {
      const double value = data->embeddings.Row(row)[i];
      means[data->labels[row] * kDimension + i] += value / kRowsEach;
      total += value * value;
    }
  }
  double between = 0.0;
  for (double mean : means) between += mean * mean;
  const double within = total - kRowsEach * between;
  const double numbers = data->embeddings.values.size();
  EXPECT_NEAR(between / means.size(), 9.0, 0.6);
  EXPECT_NEAR(std::sqrt(within / (numbers - means.size())), 0.3, 0.002);
}

TEST(EmbeddingGeneratorTest, NoSpreadIsTheCentersThemselves) {
  const auto data = GenerateEmbeddingsWithClusters(1, 2, 8, /*spread=*/0.0f);
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_THAT(data->embeddings.Row(0),
              ElementsAreArray(data->embeddings.Row(1)));
}

TEST(EmbeddingGeneratorTest, RefusesBadArguments) {
  constexpr size_t kHuge = std::numeric_limits<size_t>::max();
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const struct {
    absl::Status status;
    const char* parameter;
  } cases[] = {
      {GenerateEmbeddings(0).status(), "rows"},
      {GenerateEmbeddings(kHuge).status(), "rows"},
      {GenerateEmbeddings(kHuge / 512).status(), "rows"},
      {GenerateEmbeddings(1, 0).status(), "dimension"},
      {GenerateEmbeddings(1, kHuge).status(), "rows"},
      {GenerateEmbeddingsWithClusters(0, 1).status(), "clusters"},
      {GenerateEmbeddingsWithClusters(kHuge, 1).status(), "clusters"},
      {GenerateEmbeddingsWithClusters(2, 0).status(), "rows_per_cluster"},
      {GenerateEmbeddingsWithClusters(2, kHuge).status(), "rows_per_cluster"},
      {GenerateEmbeddingsWithClusters(2, kHuge / 2).status(),
       "rows_per_cluster"},
      {GenerateEmbeddingsWithClusters(2, 2, 0).status(), "dimension"},
      {GenerateEmbeddingsWithClusters(2, 2, 2, -1.0f).status(), "spread"},
      {GenerateEmbeddingsWithClusters(2, 2, 2, nan).status(), "spread"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(c.status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(c.status.message()),
                StartsWith(absl::StrCat(c.parameter, ":")));
  }
}

}  // namespace
}  // namespace feluda
