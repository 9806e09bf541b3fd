#include "lib/operators/cluster_embeddings/affinity_propagation/aligned_matrix.h"

#include <cstdint>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(AlignedMatrixTest, RowsBeginAtLinesAndAreOddLinesLong) {
  for (size_t columns : {1, 16, 17, 32, 33, 512}) {
    AlignedMatrix matrix(3, columns);
    EXPECT_GE(matrix.stride(), columns);
    EXPECT_LT(matrix.stride(), columns + 32);
    EXPECT_EQ(matrix.stride() / AlignedMatrix::kLine % 2, 1u);
    for (size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(reinterpret_cast<uintptr_t>(matrix.Row(i)) % 64, 0u);
      EXPECT_EQ(matrix.Row(i), matrix.Row(0) + i * matrix.stride());
    }
  }
}

TEST(AlignedMatrixTest, HoldsWhatIsWritten) {
  AlignedMatrix matrix(2, 20);
  for (size_t i = 0; i < 2; ++i) {
    for (size_t k = 0; k < matrix.stride(); ++k) {
      matrix.Row(i)[k] = i + 0.01f * k;
    }
  }
  const AlignedMatrix& same = matrix;
  for (size_t i = 0; i < 2; ++i) {
    for (size_t k = 0; k < matrix.stride(); ++k) {
      EXPECT_EQ(same.Row(i)[k], i + 0.01f * k);
    }
  }
}

}  // namespace
}  // namespace feluda
