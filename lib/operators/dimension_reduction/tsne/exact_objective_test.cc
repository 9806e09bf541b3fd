#include "lib/operators/dimension_reduction/tsne/exact_objective.h"

#include <cmath>
#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

struct Matrix {
  Matrix(size_t rows, size_t columns, uint64_t seed)
      : values(rows * columns), view(values.data(), rows, columns) {
    RandomStream(seed, 0).FillNormal(0, absl::MakeSpan(values));
  }

  std::vector<float> values;
  RowsView view;
};

TEST(ExactObjectiveTest, JointSimilaritiesAreSymmetricAndSumToOne) {
  const Matrix rows(40, 5, 1);
  ThreadPool pool(2);
  const std::vector<float> p = AllJointSimilarities(rows.view, 10, pool);
  double sum = 0.0;
  for (size_t i = 0; i < 40; ++i) {
    EXPECT_EQ(p[i * 40 + i], 0.0f);
    for (size_t j = 0; j < 40; ++j) {
      EXPECT_EQ(p[i * 40 + j], p[j * 40 + i]);
      sum += p[i * 40 + j];
    }
  }
  EXPECT_NEAR(sum, 1.0, 1e-6);
}

// The nearest row is the most similar.
TEST(ExactObjectiveTest, JointSimilaritiesFallWithDistance) {
  const std::vector<float> values = {0, 1, 3, 7};
  ThreadPool pool(1);
  const std::vector<float> p =
      AllJointSimilarities(RowsView(values.data(), 4, 1), 2, pool);
  EXPECT_GT(p[0 * 4 + 1], p[0 * 4 + 2]);
  EXPECT_GT(p[0 * 4 + 2], p[0 * 4 + 3]);
  EXPECT_GT(p[3 * 4 + 2], p[3 * 4 + 1]);
}

TEST(ExactObjectiveTest, GradientIsThatOfTheDivergence) {
  constexpr float kStep = 0.01f;
  const Matrix rows(37, 6, 1);
  ThreadPool pool(1);
  for (size_t axes : {1, 2, 5}) {
    SCOPED_TRACE(axes);
    ExactObjective objective(rows.view, axes, 8, pool);
    Matrix points(axes, 37, 2);
    std::vector<float> gradient(points.values.size());
    objective.Gradient(points.view, 1.0, pool, gradient.data());
    for (size_t i = 0; i < gradient.size(); i += 5) {
      const float at = points.values[i];
      points.values[i] = at + kStep;
      const double after = objective.Divergence(points.view, pool);
      points.values[i] = at - kStep;
      const double before = objective.Divergence(points.view, pool);
      points.values[i] = at;
      EXPECT_NEAR(gradient[i], (after - before) / (2 * kStep), 1e-4);
    }
  }
}

TEST(ExactObjectiveTest, ExaggerationDrawsTogether) {
  const Matrix rows(20, 6, 1), points(2, 20, 2);
  ThreadPool pool(1);
  ExactObjective objective(rows.view, 2, 5, pool);
  std::vector<float> plain(40), twice(40), thrice(40);
  objective.Gradient(points.view, 1.0, pool, plain.data());
  objective.Gradient(points.view, 2.0, pool, twice.data());
  objective.Gradient(points.view, 3.0, pool, thrice.data());
  for (size_t i = 0; i < 40; ++i) {
    EXPECT_NEAR(thrice[i] - twice[i], twice[i] - plain[i], 1e-5);
    EXPECT_NE(twice[i], plain[i]);
  }
}

TEST(ExactObjectiveTest, IsTheSameForAnyThreads) {
  const Matrix rows(100, 6, 1), points(2, 100, 2);
  ThreadPool one(1), three(3);
  ExactObjective a(rows.view, 2, 5, one), b(rows.view, 2, 5, three);
  std::vector<float> with_one(200), with_three(200);
  a.Gradient(points.view, 1.0, one, with_one.data());
  b.Gradient(points.view, 1.0, three, with_three.data());
  EXPECT_EQ(with_one, with_three);
  EXPECT_EQ(a.Divergence(points.view, one), b.Divergence(points.view, three));
}

}  // namespace
}  // namespace feluda
