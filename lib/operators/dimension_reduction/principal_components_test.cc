#include "lib/operators/dimension_reduction/principal_components.h"

#include <cmath>
#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

std::vector<float> Normal(size_t count, uint64_t stream) {
  std::vector<float> values(count);
  RandomStream(1, stream).FillNormal(0, absl::MakeSpan(values));
  return values;
}

// Row i is 9 a[i] along one direction and 3 b[i] along another, around a point
// far from 0.
struct Ellipse {
  Ellipse(size_t rows, size_t dimension)
      : a(Normal(rows, 1)),
        b(Normal(rows, 2)),
        values(rows * dimension, 50.0f) {
    for (size_t i = 0; i < rows; ++i) {
      for (size_t k = 0; k < dimension; ++k) {
        values[i * dimension + k] +=
            (k % 2 == 0 ? 9 * a[i] : 3 * b[i]) / std::sqrt(dimension / 2.0f);
      }
    }
    view = RowsView(values.data(), rows, dimension);
  }

  std::vector<float> a, b, values;
  RowsView view;
};

double Correlation(const std::vector<float>& scores, size_t columns,
                   size_t column, const std::vector<float>& truth) {
  double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
  for (size_t i = 0; i < truth.size(); ++i) {
    const double x = scores[i * columns + column], y = truth[i];
    sx += x, sy += y, sxx += x * x, syy += y * y, sxy += x * y;
  }
  const double n = truth.size();
  return (sxy - sx * sy / n) /
         std::sqrt((sxx - sx * sx / n) * (syy - sy * sy / n));
}

TEST(PrincipalComponentsTest, AreTheAxesOfAnEllipse) {
  ThreadPool pool(1);
  for (size_t dimension : {2, 40}) {
    for (size_t rows : {30, 3000}) {
      const Ellipse ellipse(rows, dimension);
      const std::vector<float> scores = PrincipalScores(ellipse.view, 2, pool);
      EXPECT_GT(std::abs(Correlation(scores, 2, 0, ellipse.a)), 0.99);
      EXPECT_GT(std::abs(Correlation(scores, 2, 1, ellipse.b)), 0.95);
    }
  }
}

TEST(PrincipalComponentsTest, KeepDistancesWhereNoneIsLeftOut) {
  ThreadPool pool(1);
  const std::vector<float> values = Normal(7 * 3, 3);
  const std::vector<float> scores =
      PrincipalScores(RowsView(values.data(), 7, 3), 3, pool);
  for (size_t i = 1; i < 7; ++i) {
    double before = 0.0, after = 0.0, mean = 0.0;
    for (size_t k = 0; k < 3; ++k) {
      before += std::pow(double{values[i * 3 + k]} - values[k], 2);
      after += std::pow(double{scores[i * 3 + k]} - scores[k], 2);
      mean += scores[i * 3 + k];
    }
    EXPECT_NEAR(before, after, 1e-5);
  }
}

TEST(PrincipalComponentsTest, AreZeroWhereTheRowsDoNotDiffer) {
  ThreadPool pool(1);
  const std::vector<float> alike(5 * 4, 2.5f), line = {1, 2, 3, 4};
  EXPECT_EQ(PrincipalScores(RowsView(alike.data(), 5, 4), 2, pool),
            std::vector<float>(5 * 2, 0.0f));
  EXPECT_EQ(PrincipalScores(RowsView(line.data(), 1, 4), 2, pool),
            std::vector<float>(2, 0.0f));
  const std::vector<float> scores =
      PrincipalScores(RowsView(line.data(), 4, 1), 2, pool);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(std::abs(scores[i * 2]), std::abs(line[i] - 2.5f), 1e-6);
    EXPECT_EQ(scores[i * 2 + 1], 0.0f);
  }
}

TEST(PrincipalComponentsTest, HaveTheFarthestRowOnThePositiveSide) {
  ThreadPool pool(1);
  const std::vector<float> values = {0, 1, -50, 2};
  const std::vector<float> scores =
      PrincipalScores(RowsView(values.data(), 4, 1), 1, pool);
  EXPECT_NEAR(scores[2], 38.25f, 1e-4);
}

TEST(PrincipalComponentsTest, AreTheSameForAnyThreads) {
  const Ellipse ellipse(5000, 10);
  ThreadPool one(1), three(3);
  EXPECT_EQ(PrincipalScores(ellipse.view, 3, one),
            PrincipalScores(ellipse.view, 3, three));
}

}  // namespace
}  // namespace feluda
