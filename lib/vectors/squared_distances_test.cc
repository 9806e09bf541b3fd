#include "lib/vectors/squared_distances.h"

#include <cmath>
#include <cstdint>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "hwy/targets.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

std::vector<float> Normals(size_t size, uint64_t seed) {
  std::vector<float> values(size);
  RandomStream(seed, 0).FillNormal(0, absl::MakeSpan(values));
  return values;
}

std::vector<const float*> Pointers(const RowsView& rows) {
  std::vector<const float*> pointers;
  for (size_t i = 0; i < rows.count; ++i) pointers.push_back(rows[i]);
  return pointers;
}

double TrueDistance(const float* a, const float* b, size_t dimension) {
  double sum = 0.0;
  for (size_t k = 0; k < dimension; ++k) {
    sum += (double{a[k]} - b[k]) * (double{a[k]} - b[k]);
  }
  return sum;
}

// Counts that fill tiles, leave some over and span several panels; dimensions
// below, at and past a vector's length.
TEST(SquaredDistancesTest, AreWithinTheStatedError) {
  for (const auto& [rows, columns, dimension] :
       {std::tuple(1, 1, 1), std::tuple(4, 4, 3), std::tuple(9, 7, 16),
        std::tuple(5, 10, 17), std::tuple(6, 150, 512)}) {
    SCOPED_TRACE(absl::StrCat(rows, "x", columns, " of ", dimension));
    const std::vector<float> a = Normals(rows * dimension, 1);
    const std::vector<float> b = Normals(columns * dimension, 2);
    const RowsView a_rows(a.data(), rows, dimension);
    const RowsView b_rows(b.data(), columns, dimension);
    const size_t stride = columns + 1;
    std::vector<float> distances(rows * stride, -1.0f);
    SquaredDistances(Pointers(a_rows), b_rows, distances.data(), stride);
    for (int i = 0; i < rows; ++i) {
      for (int j = 0; j < columns; ++j) {
        const double expected = TrueDistance(a_rows[i], b_rows[j], dimension);
        EXPECT_NEAR(distances[i * stride + j], expected,
                    SquaredDistanceError(dimension) * expected);
      }
      EXPECT_EQ(distances[i * stride + columns], -1.0f);
    }
  }
}

TEST(SquaredDistancesTest, BitsDependOnTheTwoRowsAlone) {
  constexpr size_t kRows = 9;
  for (size_t dimension : {5, 19, 130}) {
    const std::vector<float> values = Normals(kRows * dimension, 3);
    const RowsView rows(values.data(), kRows, dimension);
    std::vector<float> distances(kRows * kRows);
    SquaredDistances(Pointers(rows), rows, distances.data(), kRows);
    for (size_t i = 0; i < kRows; ++i) {
      EXPECT_EQ(distances[i * kRows + i], 0.0f);
      for (size_t j = 0; j < kRows; ++j) {
        float alone;
        SquaredDistances({rows[j]}, rows.Slice(i, i + 1), &alone, 1);
        EXPECT_EQ(distances[i * kRows + j], alone);
      }
    }
  }
}

// Sixteen partial sums, of every sixteenth square each.
float InStatedOrder(const std::vector<float>& a, const std::vector<float>& b,
                    bool fused) {
  float sums[16] = {};
  for (size_t k = 0; k < a.size(); ++k) {
    const float difference = a[k] - b[k];
    float& sum = sums[k % 16];
    sum = fused ? std::fma(difference, difference, sum)
                : difference * difference + sum;
  }
  for (size_t half = 8; half > 0; half /= 2) {
    for (size_t i = 0; i < half; ++i) sums[i] += sums[i + half];
  }
  return sums[0];
}

// Among x86 processors only those with AVX2 fuse multiplication with addition.
bool IsFused(int64_t target) { return !HWY_ARCH_X86 || target <= HWY_AVX2; }

TEST(SquaredDistancesTest, BitsAreTheSameForVectorsOfAnyLength) {
  const int64_t supported = hwy::SupportedTargets() & HWY_TARGETS;
  for (int64_t rest = supported; rest != 0; rest &= rest - 1) {
    const int64_t target = rest & -rest;
    hwy::SetSupportedTargetsForTest(target);
    for (size_t dimension : {1, 5, 15, 16, 23, 31, 130, 512}) {
      SCOPED_TRACE(absl::StrCat(hwy::TargetName(target), ", ", dimension));
      const std::vector<float> a = Normals(dimension, 4);
      const std::vector<float> b = Normals(dimension, 5);
      float distance;
      SquaredDistances({a.data()}, RowsView(b.data(), 1, dimension), &distance,
                       1);
      EXPECT_EQ(distance, InStatedOrder(a, b, IsFused(target)));
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(SquaredDistancesTest, SurviveALargeOffset) {
  const std::vector<float> a(40, 30000.0f), b(40, 30000.0f + 0.0625f);
  float distance;
  SquaredDistances({a.data()}, RowsView(b.data(), 1, 40), &distance, 1);
  EXPECT_FLOAT_EQ(distance, 40 * 0.0625f * 0.0625f);
}

}  // namespace
}  // namespace feluda
