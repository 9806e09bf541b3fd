#include "lib/vectors/products.h"

#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "hwy/targets.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

struct Matrix {
  Matrix(size_t rows, size_t dimension, uint64_t seed)
      : values(rows * dimension), view(values.data(), rows, dimension) {
    RandomStream(seed, 0).FillNormal(0, absl::MakeSpan(values));
  }

  std::vector<float> values;
  RowsView view;
};

double TrueProduct(const float* a, const float* b, size_t dimension) {
  double sum = 0.0;
  for (size_t k = 0; k < dimension; ++k) sum += double{a[k]} * double{b[k]};
  return sum;
}

// Counts that fill tiles, leave some over, and span several panels; dimensions
// below, at and past a vector's length.
TEST(ProductsTest, DotProductsAreThoseOfTheRows) {
  for (size_t dimension : {0, 1, 3, 8, 16, 17, 100, 512}) {
    for (const auto& [rows, columns] : {std::pair(1, 1), std::pair(4, 8),
                                        std::pair(7, 5), std::pair(3, 300)}) {
      SCOPED_TRACE(absl::StrCat(rows, "x", columns, " of ", dimension));
      const Matrix a(rows, dimension, 1), b(columns, dimension, 2);
      const size_t stride = columns + 3;
      std::vector<float> products(rows * stride, -1.0f);
      DotProducts(a.view, b.view, products.data(), stride);
      for (int i = 0; i < rows; ++i) {
        for (int j = 0; j < columns; ++j) {
          const double expected = TrueProduct(a.view[i], b.view[j], dimension);
          EXPECT_NEAR(products[i * stride + j], expected,
                      1e-6 * (dimension + 1));
        }
        EXPECT_EQ(products[i * stride + columns], -1.0f);
      }
    }
  }
}

TEST(ProductsTest, BitsDependOnTheTwoRowsAlone) {
  for (size_t dimension : {5, 19, 130}) {
    const Matrix a(9, dimension, 3);
    std::vector<float> products(9 * 9);
    DotProducts(a.view, a.view, products.data(), 9);
    for (size_t i = 0; i < 9; ++i) {
      for (size_t j = 0; j < 9; ++j) {
        EXPECT_EQ(products[i * 9 + j],
                  DotProduct(a.view[j], a.view[i], dimension));
      }
    }
  }
}

TEST(ProductsTest, SquaredDistanceIsExactToDouble) {
  for (size_t dimension : {0, 1, 7, 8, 33, 512}) {
    const Matrix a(2, dimension, 4);
    double expected = 0.0;
    for (size_t k = 0; k < dimension; ++k) {
      const double difference = double{a.view[0][k]} - double{a.view[1][k]};
      expected += difference * difference;
    }
    const double distance = SquaredDistance(a.view[0], a.view[1], dimension);
    EXPECT_NEAR(distance, expected, 1e-13 * expected);
    EXPECT_EQ(distance, SquaredDistance(a.view[1], a.view[0], dimension));
  }
}

TEST(ProductsTest, SquaredDistanceIsTheSameForVectorsOfAnyLength) {
  const Matrix a(2, 500, 5);
  std::set<double> fused, rounded;
  const int64_t supported = hwy::SupportedTargets() & HWY_TARGETS;
  for (int64_t rest = supported; rest != 0; rest &= rest - 1) {
    const int64_t target = rest & -rest;
    hwy::SetSupportedTargetsForTest(target);
    std::set<double>& distances =
        !HWY_ARCH_X86 || target <= HWY_AVX2 ? fused : rounded;
    distances.insert(SquaredDistance(a.view[0], a.view[1], 500));
  }
  hwy::SetSupportedTargetsForTest(0);
  EXPECT_LE(fused.size(), 1u);
  EXPECT_LE(rounded.size(), 1u);
  EXPECT_GE(fused.size() + rounded.size(), 1u);
}

// Where float32 products lose everything: two close rows far from the origin.
TEST(ProductsTest, SquaredDistanceSurvivesALargeOffset) {
  const std::vector<float> a(64, 30000.0f), b(64, 30000.0f + 0.0625f);
  EXPECT_DOUBLE_EQ(SquaredDistance(a.data(), b.data(), 64),
                   64 * 0.0625 * 0.0625);
}

}  // namespace
}  // namespace feluda
