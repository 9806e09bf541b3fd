#include "lib/operators/dimension_reduction/symmetric_eigen.h"

#include <cstddef>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

// matrix * vectors == vectors * values, and vectors' * vectors == 1.
void ExpectSound(const std::vector<double>& matrix, const EigenPairs& pairs,
                 double tolerance) {
  const size_t size = pairs.values.size();
  for (size_t i = 0; i < size; ++i) {
    for (size_t j = 0; j < size; ++j) {
      double product = 0.0, dot = 0.0;
      for (size_t k = 0; k < size; ++k) {
        product += matrix[i * size + k] * pairs.vectors[k * size + j];
        dot += pairs.vectors[k * size + i] * pairs.vectors[k * size + j];
      }
      EXPECT_NEAR(product, pairs.values[j] * pairs.vectors[i * size + j],
                  tolerance);
      EXPECT_NEAR(dot, i == j ? 1.0 : 0.0, 1e-13);
    }
  }
}

TEST(SymmetricEigenTest, FindsTheEigenvectorsOfAnyMatrix) {
  for (size_t size : {1, 2, 3, 8, 40}) {
    for (double scale : {1.0, 1e-200, 1e150}) {
      SCOPED_TRACE(absl::StrCat(size, " by ", scale));
      std::vector<double> matrix(size * size);
      for (size_t i = 0; i < size; ++i) {
        for (size_t j = 0; j <= i; ++j) {
          matrix[i * size + j] = matrix[j * size + i] =
              scale * (static_cast<double>((i * 7 + j * 13) % 11) - 5.0);
        }
      }
      ExpectSound(matrix, SymmetricEigen(matrix, size), 1e-12 * size * scale);
    }
  }
}

TEST(SymmetricEigenTest, ValuesDescend) {
  const EigenPairs pairs =
      SymmetricEigen({2, 1, 0, 1, 2, 0, 0, 0, -5}, /*size=*/3);
  EXPECT_NEAR(pairs.values[0], 3.0, 1e-14);
  EXPECT_NEAR(pairs.values[1], 1.0, 1e-14);
  EXPECT_EQ(pairs.values[2], -5.0);
}

TEST(SymmetricEigenTest, EqualValuesAndZerosHaveDefinedVectors) {
  const std::vector<double> ones(16, 1.0), zeros(16);
  for (const std::vector<double>& matrix : {ones, zeros}) {
    ExpectSound(matrix, SymmetricEigen(matrix, 4), 1e-13);
  }
}

}  // namespace
}  // namespace feluda
