#include "lib/operators/dimension_reduction/tsne/repulsion.h"

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

struct Points {
  Points(size_t count, size_t axes, float deviation) : values(count * axes) {
    RandomStream(1, 0).FillNormal(0, absl::MakeSpan(values));
    for (float& value : values) value *= deviation;
    view = RowsView(values.data(), axes, count);
  }

  std::vector<float> values;
  RowsView view;
};

struct Computed {
  std::vector<double> forces;
  double sum = 0.0;
};

Computed Exact(const RowsView& points) {
  const size_t count = points.dimension;
  Computed exact;
  exact.forces.resize(points.count * count);
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < count; ++j) {
      if (i == j) continue;
      double square = 0.0;
      for (size_t k = 0; k < points.count; ++k) {
        square += std::pow(double{points[k][i]} - points[k][j], 2);
      }
      const double q = 1.0 / (1.0 + square);
      exact.sum += q;
      for (size_t k = 0; k < points.count; ++k) {
        exact.forces[k * count + i] +=
            q * q * (double{points[k][i]} - points[k][j]);
      }
    }
  }
  return exact;
}

Computed ByTree(const RowsView& points, float angle, int threads) {
  ThreadPool pool(threads);
  std::vector<float> forces(points.count * points.dimension, -1.0f);
  Repulsion repulsion(points.dimension, points.count);
  Computed computed;
  computed.sum = repulsion.Compute(points, angle, pool, forces.data());
  computed.forces.assign(forces.begin(), forces.end());
  return computed;
}

// The norm of all errors, as a share of the norm of all forces.
double Error(const Computed& computed, const Computed& exact) {
  double errors = 0.0, squares = 0.0;
  for (size_t i = 0; i < exact.forces.size(); ++i) {
    errors += std::pow(computed.forces[i] - exact.forces[i], 2);
    squares += std::pow(exact.forces[i], 2);
  }
  return std::sqrt(errors / squares);
}

struct Case {
  std::string name;
  size_t count, axes;
  float deviation;
};

const Case kCases[] = {
    {"two", 2, 2, 1},          {"less than a run", 31, 3, 1},
    {"on a line", 700, 1, 50}, {"at the start", 700, 2, 1e-4f},
    {"close", 700, 2, 1},      {"wide", 2000, 2, 30},
    {"in space", 2000, 3, 10}};

TEST(RepulsionTest, TakesEveryPairAtAngleZero) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.name);
    const Points points(c.count, c.axes, c.deviation);
    const Computed exact = Exact(points.view);
    const Computed computed = ByTree(points.view, 0.0f, 1);
    EXPECT_LT(Error(computed, exact), 1e-4);
    EXPECT_NEAR(computed.sum / exact.sum, 1.0, 1e-5);
  }
}

TEST(RepulsionTest, IsNearAtTheUsualAngle) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.name);
    const Points points(c.count, c.axes, c.deviation);
    const Computed exact = Exact(points.view);
    const Computed computed = ByTree(points.view, 0.5f, 1);
    EXPECT_LT(Error(computed, exact), 0.03);
    EXPECT_NEAR(computed.sum / exact.sum, 1.0, 0.02);
  }
}

TEST(RepulsionTest, IsTheSameForAnyThreads) {
  const Points points(3000, 2, 20);
  const Computed one = ByTree(points.view, 0.5f, 1);
  const Computed three = ByTree(points.view, 0.5f, 3);
  EXPECT_EQ(one.forces, three.forces);
  EXPECT_EQ(one.sum, three.sum);
}

TEST(RepulsionTest, DuplicatesDoNotRepelEachOther) {
  const std::vector<float> values(2 * 100, 7.0f);
  const Computed computed = ByTree(RowsView(values.data(), 2, 100), 0.5f, 1);
  for (double force : computed.forces) EXPECT_EQ(force, 0.0);
  EXPECT_NEAR(computed.sum, 100 * 99, 0.1);
}

// Few of the calls arrange the tree anew; the others must be right too.
TEST(RepulsionTest, FollowsPointsThatMove) {
  Points points(500, 2, 5);
  const Points others(500, 2, 3);
  ThreadPool pool(1);
  Repulsion repulsion(500, 2);
  std::vector<float> forces(1000);
  repulsion.Compute(points.view, 0.5f, pool, forces.data());
  for (size_t i = 0; i < 1000; ++i) points.values[i] = others.values[999 - i];
  Computed computed;
  computed.sum = repulsion.Compute(points.view, 0.5f, pool, forces.data());
  computed.forces.assign(forces.begin(), forces.end());
  const Computed exact = Exact(points.view);
  EXPECT_LT(Error(computed, exact), 0.03);
  EXPECT_NEAR(computed.sum / exact.sum, 1.0, 0.02);
}

}  // namespace
}  // namespace feluda
