#include "lib/operators/cluster_embeddings/ward/merge_candidates.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

// Numbers that are exact in float32, so that nothing is rounded.
std::vector<float> Wholes(size_t count, uint64_t stream, int modulus) {
  std::vector<float> values(count);
  for (size_t i = 0; i < count; ++i) {
    values[i] = RandomStream(1, stream).Bits(i) % modulus;
  }
  return values;
}

// Counts below, at and past the length of a vector.
TEST(MergeCandidatesTest, AreThoseWithinTheGreaterLimit) {
  for (size_t count : {0, 1, 3, 16, 31, 64, 100}) {
    SCOPED_TRACE(count);
    const auto norms = Wholes(count, 0, 9), weights = Wholes(count, 1, 3);
    const auto limits = Wholes(count, 2, 4), products = Wholes(count, 3, 7);
    const MergeTerms row = {4.0f, 1.0f, 1.0f};
    const MergeTermArrays columns = {norms.data(), weights.data(),
                                     limits.data()};
    std::vector<uint32_t> expected, found(count);
    for (size_t j = 0; j < count; ++j) {
      if (4 + norms[j] - 2 * products[j] <=
          std::max(1.0f, limits[j]) * (1 + weights[j])) {
        expected.push_back(j);
      }
    }
    found.resize(FindMergeCandidates(row, columns, products.data(), count,
                                     found.data()));
    EXPECT_EQ(found, expected);
    if (count == 100) {
      EXPECT_GT(found.size(), 10u);
      EXPECT_LT(found.size(), 90u);
    }
  }
}

TEST(MergeCandidatesTest, NoLimitTakesAll) {
  const std::vector<float> norms(20, 1e30f), weights(20, 0.5f), none(20, 0.0f);
  const MergeTerms row = {0.0f, 0.5f, std::numeric_limits<float>::infinity()};
  std::vector<uint32_t> found(20);
  EXPECT_EQ(
      FindMergeCandidates(row, {norms.data(), weights.data(), none.data()},
                          none.data(), 20, found.data()),
      20u);
}

}  // namespace
}  // namespace feluda
