#include "lib/vectors/rounded_rows.h"

#include <cmath>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "hwy/targets.h"
#include "lib/data/random.h"
#include "lib/vectors/products.h"
#include "lib/vectors/rounded_products.h"

namespace feluda {
namespace {

std::vector<float> Normals(size_t size, uint64_t seed) {
  std::vector<float> values(size);
  RandomStream(seed, 0).FillNormal(0, absl::MakeSpan(values));
  return values;
}

RoundedRows Round(const std::vector<float>& values, size_t dimension) {
  const size_t count = values.size() / dimension;
  RoundedRows rounded(count, dimension);
  for (size_t i = 0; i < count; ++i) rounded.Set(i, &values[i * dimension]);
  return rounded;
}

// Holds distances of rounded rows to what the header says of them.
void ExpectWithinRadii(const std::vector<float>& values, size_t dimension) {
  const size_t count = values.size() / dimension;
  const RoundedRows rounded = Round(values, dimension);
  std::vector<float> products(count * count);
  RoundedProducts(rounded.Slice(0, count), rounded.Slice(0, count),
                  products.data(), count);
  for (size_t i = 0; i < count; ++i) {
    EXPECT_EQ(products[i * count + i], rounded.SquaredNorm(i));
    for (size_t j = 0; j < count; ++j) {
      EXPECT_EQ(products[i * count + j], products[j * count + i]);
      const double norms =
          double{rounded.SquaredNorm(i)} + rounded.SquaredNorm(j);
      const double square = norms - 2.0 * products[i * count + j];
      const double distance = std::sqrt(SquaredDistance(
          &values[i * dimension], &values[j * dimension], dimension));
      const double radii = rounded.Radius(i) + rounded.Radius(j);
      // Rounding in float32 is beside the radii.
      EXPECT_LE(square,
                (distance + radii) * (distance + radii) + 0x1p-20 * norms);
      const double least = std::max(0.0, distance - radii);
      EXPECT_GE(square, least * least - 0x1p-20 * norms);
    }
  }
}

TEST(RoundedRowsTest, DistancesAreWithinTheRadii) {
  for (size_t dimension : {1, 3, 31, 32, 33, 100, 512, 2000}) {
    SCOPED_TRACE(absl::StrCat("dimension ", dimension));
    ExpectWithinRadii(Normals(13 * dimension, 1), dimension);
  }
}

TEST(RoundedRowsTest, RadiusIsASmallPartOfTheLength) {
  const RoundedRows rounded = Round(Normals(512, 2), 512);
  const double length = std::sqrt(rounded.SquaredNorm(0));
  EXPECT_LT(rounded.Radius(0), 1.5e-4 * length);
}

// A row along an axis is as long in one number as any row is in all.
TEST(RoundedRowsTest, LongAndShortRowsStandSideBySide) {
  std::vector<float> values = Normals(8 * 40, 3);
  for (size_t k = 0; k < 40; ++k) {
    values[k] = 0.0f;
    values[40 + k] = k == 7 ? -3.0f : 0.0f;
    values[80 + k] *= 1e15f;
    values[120 + k] *= 1e-12f;
    values[160 + k] *= 1e-30f;
    values[200 + k] = 1e-42f;
  }
  ExpectWithinRadii(values, 40);
}

// The most that sums have to hold: equal rows, and opposite ones.
TEST(RoundedRowsTest, SumsDoNotOverflow) {
  for (size_t dimension : {1, 2, 16, 32, 512, 100000}) {
    std::vector<float> values(2 * dimension, 5.0f);
    for (size_t k = 0; k < dimension; ++k) values[k] = -5.0f;
    ExpectWithinRadii(values, dimension);
  }
}

TEST(RoundedRowsTest, ProductsFillNoMoreThanTheirPlaces) {
  for (const auto& [rows, columns] :
       {std::pair(1, 1), std::pair(4, 8), std::pair(7, 5), std::pair(3, 300)}) {
    SCOPED_TRACE(absl::StrCat(rows, "x", columns));
    const size_t dimension = 512, count = rows + columns;
    const std::vector<float> values = Normals(count * dimension, 4);
    const RoundedRows rounded = Round(values, dimension);
    const size_t stride = columns + 3;
    std::vector<float> products(rows * stride, -1.0f);
    RoundedProducts(rounded.Slice(0, rows), rounded.Slice(rows, count),
                    products.data(), stride);
    for (int i = 0; i < rows; ++i) {
      for (int j = 0; j < columns; ++j) {
        const float exact = DotProduct(
            &values[i * dimension], &values[(rows + j) * dimension], dimension);
        EXPECT_NEAR(products[i * stride + j], exact, 0.4);
      }
      for (size_t j = columns; j < stride; ++j) {
        EXPECT_EQ(products[i * stride + j], -1.0f);
      }
    }
  }
}

TEST(RoundedRowsTest, CopiesAreEqual) {
  RoundedRows rounded = Round(Normals(3 * 50, 5), 50);
  rounded.Copy(rounded, 2, 0);
  std::vector<float> products(9);
  RoundedProducts(rounded.Slice(0, 3), rounded.Slice(0, 3), products.data(), 3);
  EXPECT_EQ(products[0], products[8]);
  EXPECT_EQ(products[2], products[8]);
  EXPECT_EQ(rounded.SquaredNorm(0), rounded.SquaredNorm(2));
  EXPECT_EQ(rounded.Radius(0), rounded.Radius(2));
}

TEST(RoundedRowsTest, BitsAreTheSameForVectorsOfAnyLength) {
  const std::vector<float> values = Normals(6 * 500, 6);
  std::set<std::vector<float>> fused, rounded;
  const int64_t supported = hwy::SupportedTargets() & HWY_TARGETS;
  for (int64_t rest = supported; rest != 0; rest &= rest - 1) {
    const int64_t target = rest & -rest;
    hwy::SetSupportedTargetsForTest(target);
    const RoundedRows rows = Round(values, 500);
    std::vector<float> products(36);
    RoundedProducts(rows.Slice(0, 6), rows.Slice(0, 6), products.data(), 6);
    (!HWY_ARCH_X86 || target <= HWY_AVX2 ? fused : rounded).insert(products);
  }
  hwy::SetSupportedTargetsForTest(0);
  EXPECT_LE(fused.size(), 1u);
  EXPECT_LE(rounded.size(), 1u);
  EXPECT_GE(fused.size() + rounded.size(), 1u);
}

}  // namespace
}  // namespace feluda
