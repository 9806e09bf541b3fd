#include "lib/operators/dimension_reduction/umap/edge_attraction.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

constexpr LayoutForces kForces = {{1.577, 0.895}, 1.0f, 0.25f};
// The rate of an edge that is due in every epoch but the first.
constexpr uint32_t kAlways = 0xffffffff;

// Edges from even vertices, at the origin, to the next odd ones, which lie ever
// farther away.
struct Pairs {
  Pairs(size_t count, size_t components)
      : heads(count),
        tails(count),
        rates(count, kAlways),
        values(2 * count * components),
        places{values.data(), 2 * count, components} {
    for (size_t e = 0; e < count; ++e) {
      heads[e] = static_cast<int32_t>(2 * e);
      tails[e] = heads[e] + 1;
      for (size_t c = 0; c < components; ++c) {
        values[c * 2 * count + tails[e]] = std::ldexp(1.0f + c, e % 24) / 1024;
      }
    }
  }

  void Apply(uint32_t epoch) {
    ApplyAttraction(kForces,
                    {heads.data(), tails.data(), rates.data(), heads.size()},
                    epoch, places);
  }

  std::vector<int32_t> heads;
  std::vector<int32_t> tails;
  std::vector<uint32_t> rates;
  std::vector<float> values;
  LayoutPlaces places;
};

TEST(EdgeAttractionTest, BothEndsMoveByTheForceOfTheCurve) {
  for (size_t components : {1, 2, 3, 5, 128}) {
    for (size_t count : {1, 15, 16, 17, 50}) {
      SCOPED_TRACE(absl::StrCat(count, " in ", components));
      Pairs pairs(count, components);
      const std::vector<float> before = pairs.values;
      pairs.Apply(2);
      for (size_t e = 0; e < count; ++e) {
        double square = 0.0;
        for (size_t c = 0; c < components; ++c) {
          square += std::pow(before[c * 2 * count + 2 * e + 1], 2.0);
        }
        const auto [a, b] = kForces.curve;
        const double weight =
            2 * a * b * std::pow(square, b - 1) / (1 + a * std::pow(square, b));
        for (size_t c = 0; c < components; ++c) {
          const size_t head = c * 2 * count + 2 * e;
          const double distance = before[head + 1];
          const double move = 0.5 * std::min(4.0, weight * distance);
          EXPECT_NEAR(pairs.values[head], move, 1e-4 * move);
          EXPECT_NEAR(pairs.values[head + 1], distance - move, 1e-4 * distance);
        }
      }
    }
  }
}

TEST(EdgeAttractionTest, AnEdgeIsDueAtItsRate) {
  constexpr size_t kEdges = 40;
  constexpr uint32_t kEpochs = 64;
  Pairs pairs(kEdges, 2);
  std::vector<int> moves(kEdges);
  for (size_t e = 0; e < kEdges; ++e) {
    pairs.rates[e] = static_cast<uint32_t>(e + 1) << 26;
  }
  for (uint32_t epoch = 1; epoch <= kEpochs; ++epoch) {
    const std::vector<float> before = pairs.values;
    pairs.Apply(epoch);
    for (size_t e = 0; e < kEdges; ++e) {
      const bool moved = pairs.values[2 * e] != before[2 * e];
      EXPECT_EQ(moved, epoch * (e + 1) / 64 != (epoch - 1) * (e + 1) / 64);
      moves[e] += moved;
    }
  }
  for (size_t e = 0; e < kEdges; ++e) {
    EXPECT_EQ(moves[e], static_cast<int>(e) + 1);
  }
}

TEST(EdgeAttractionTest, EndsAtOnePlaceStay) {
  Pairs pairs(20, 2);
  std::fill(pairs.values.begin(), pairs.values.end(), 3.5f);
  pairs.Apply(2);
  for (float value : pairs.values) EXPECT_EQ(value, 3.5f);
}

}  // namespace
}  // namespace feluda
