#include "lib/operators/dimension_reduction/umap/vertex_repulsion.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

constexpr LayoutForces kForces = {{1.577, 0.895}, 1.5f, 0.25f};

// Vertices on a line through all components, repelled by vertices that one
// stream draws.
struct Line {
  Line(size_t vertices, size_t components)
      : count(vertices),
        stride((vertices / LayoutLanes() + 2) * LayoutLanes()),
        values(stride * components),
        moved(values.size(), -1.0f),
        places{values.data(), stride, components},
        repulsions(LayoutLanes()) {
    for (size_t c = 0; c < components; ++c) {
      for (size_t v = 0; v < count + LayoutLanes(); ++v) {
        values[c * stride + v] = 0.25f * (v % count) * (c + 1);
      }
    }
  }

  void Apply(uint32_t first) {
    ApplyRepulsion(kForces,
                   {first, static_cast<uint32_t>(count), repulsions.data(),
                    &random, first_draw},
                   places, moved.data());
  }

  const RandomStream random{42, 0};
  const size_t count;
  const size_t stride;
  std::vector<float> values;
  std::vector<float> moved;
  LayoutPlaces places;
  std::vector<int32_t> repulsions;
  uint64_t first_draw = 0;
};

TEST(VertexRepulsionTest, WithoutRepulsionsNothingMoves) {
  Line line(100, 2);
  line.Apply(0);
  for (size_t c = 0; c < 2; ++c) {
    for (size_t lane = 0; lane < LayoutLanes(); ++lane) {
      const size_t i = c * line.stride + lane;
      EXPECT_EQ(line.moved[i], line.values[i]);
    }
  }
}

// The step of lane 0 by one repulsion is the step that some other vertex gives.
TEST(VertexRepulsionTest, ARepulsionHasTheForceOfTheCurve) {
  for (size_t components : {1, 2, 3, 5, 128}) {
    SCOPED_TRACE(absl::StrCat(components));
    Line line(7, components);
    line.repulsions[0] = 1;
    for (uint64_t draw = 0; draw < 50; ++draw) {
      line.first_draw = draw;
      line.Apply(0);
      double nearest = std::abs(line.moved[0]);
      for (size_t other = 1; other < 7; ++other) {
        double square = 0.0;
        for (size_t c = 0; c < components; ++c) {
          square += std::pow(line.values[c * line.stride + other], 2.0);
        }
        const auto [a, b] = kForces.curve;
        const double weight =
            2 * kForces.repulsion * b /
            ((0.001 + square) * (1 + a * std::pow(square, b)));
        const double step =
            kForces.rate * std::min(4.0, weight * line.values[other]);
        nearest = std::min(nearest, std::abs(line.moved[0] + step) / step);
      }
      EXPECT_LT(nearest, 1e-4);
    }
  }
}

TEST(VertexRepulsionTest, AllOtherVerticesRepel) {
  constexpr size_t kVertices = 12;
  Line line(kVertices, 1);
  line.repulsions[0] = 1;
  std::set<float> places;
  for (line.first_draw = 0; line.first_draw < 500; ++line.first_draw) {
    line.Apply(0);
    places.insert(line.moved[0]);
  }
  // One of the places is where it was: it drew itself.
  EXPECT_EQ(places.size(), kVertices);
}

// Once it is out of reach of the others, a vertex hardly moves on: the first
// four repulsions, cut at 4 each, take it there at the rate of 0.25.
TEST(VertexRepulsionTest, ADenseRegionDoesNotBurst) {
  Line line(100, 1);
  for (float& value : line.values) value *= 0.01f;
  line.repulsions[0] = 64;
  line.Apply(0);
  EXPECT_LT(line.moved[0], -3);
  EXPECT_GT(line.moved[0], -5);
}

TEST(VertexRepulsionTest, EachLaneHasItsOwnNumberOfRepulsions) {
  Line line(1000, 2);
  for (size_t lane = 0; lane < LayoutLanes(); ++lane) {
    line.repulsions[lane] = lane % 2 == 0 ? 100 : 0;
  }
  line.Apply(0);
  for (size_t lane = 0; lane < LayoutLanes(); ++lane) {
    EXPECT_EQ(line.moved[lane] == line.values[lane], lane % 2 == 1);
  }
}

TEST(VertexRepulsionTest, VerticesAtOnePlaceStayFinite) {
  Line line(20, 3);
  std::fill(line.values.begin(), line.values.end(), 1.0f);
  std::fill(line.repulsions.begin(), line.repulsions.end(), 50);
  line.Apply(0);
  for (size_t lane = 0; lane < LayoutLanes(); ++lane) {
    EXPECT_EQ(line.moved[lane], 1.0f);
  }
}

}  // namespace
}  // namespace feluda
