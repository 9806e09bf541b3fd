#include "lib/operators/cluster_embeddings/kmeans/center_search.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "hwy/targets.h"
#include "lib/data/random.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

constexpr size_t kDimension = 70;

std::vector<float> Normals(size_t count, uint64_t seed, float offset = 0.0f) {
  std::vector<float> values(count * kDimension);
  RandomStream(seed, 0).FillNormal(0, absl::MakeSpan(values));
  for (float& value : values) value += offset;
  return values;
}

RowsView View(const std::vector<float>& values) {
  return RowsView(values.data(), values.size() / kDimension, kDimension);
}

std::vector<NearestCenter> Find(const RowsView& rows, const RowsView& centers) {
  std::vector<const float*> pointers;
  for (size_t i = 0; i < rows.count; ++i) pointers.push_back(rows[i]);
  std::vector<NearestCenter> found(rows.count);
  CenterSearch(centers).Find(pointers, absl::MakeSpan(found));
  return found;
}

std::vector<double> Distances(const float* row, const RowsView& centers) {
  std::vector<double> distances;
  for (size_t j = 0; j < centers.count; ++j) {
    distances.push_back(
        std::sqrt(SquaredDistance(row, centers[j], kDimension)));
  }
  return distances;
}

// Few centres and many; rows near the origin and far from it, which costs
// bounds their sharpness; rows among the centres, and far from centres that are
// near each other, so that many are nearly as near as the nearest.
TEST(CenterSearchTest, FindsTheNearestAndBoundsOfDistances) {
  for (const size_t clusters : {2, 10, 32, 33, 150}) {
    for (const auto& [offset, spread] :
         {std::pair(0.0f, 1.0f), std::pair(0.0f, 0.05f), std::pair(30.0f, 1.0f),
          std::pair(3000.0f, 1.0f)}) {
      SCOPED_TRACE(absl::StrCat(clusters, " centres at ", offset, ", ", spread,
                                " apart"));
      const std::vector<float> rows = Normals(1000, 1, offset);
      std::vector<float> centers = Normals(clusters, 2, offset);
      for (float& value : centers) value = offset + spread * (value - offset);
      const auto found = Find(View(rows), View(centers));
      for (size_t i = 0; i < found.size(); ++i) {
        std::vector<double> distances = Distances(View(rows)[i], View(centers));
        const auto least = std::min_element(distances.begin(), distances.end());
        EXPECT_EQ(found[i].label, least - distances.begin());
        EXPECT_GE(found[i].own, *least);
        EXPECT_LE(found[i].own, 1.01 * *least);
        *least = std::numeric_limits<double>::infinity();
        const double second =
            *std::min_element(distances.begin(), distances.end());
        EXPECT_LE(found[i].other, second);
        EXPECT_GE(found[i].other, 0.95 * second);
      }
    }
  }
}

TEST(CenterSearchTest, TheLowerOfEqualCentersIsNearest) {
  std::vector<float> centers = Normals(40, 3);
  std::copy_n(&centers[7 * kDimension], kDimension, &centers[30 * kDimension]);
  std::vector<float> row(&centers[30 * kDimension], &centers[31 * kDimension]);
  row[0] += 0.25f;
  const auto found = Find(View(row), View(centers));
  EXPECT_EQ(found[0].label, 7);
  EXPECT_GE(found[0].own, 0.25f);
  EXPECT_LE(found[0].other, 0.25f);
}

// Rounding to 16 bits moves rows and centres by more than pairs of centres are
// apart.
TEST(CenterSearchTest, TellsNearlyEqualCentersApart) {
  const std::vector<float> rows = Normals(300, 10);
  for (const float spread : {1.0f, 0.02f}) {
    std::vector<float> centers = Normals(40, 11);
    for (float& value : centers) value *= spread;
    const std::vector<float> apart = Normals(20, 12);
    for (size_t k = 0; k < apart.size(); ++k) {
      centers[apart.size() + k] = centers[k] + 1e-4f * spread * apart[k];
    }
    const auto found = Find(View(rows), View(centers));
    for (size_t i = 0; i < found.size(); ++i) {
      const auto distances = Distances(View(rows)[i], View(centers));
      const double least =
          *std::min_element(distances.begin(), distances.end());
      // float32 tells nothing finer apart.
      EXPECT_LE(distances[found[i].label], least + 1e-6);
      EXPECT_GE(found[i].own, least);
    }
  }
}

TEST(CenterSearchTest, RowsOnCentersAreNearTheirs) {
  const std::vector<float> centers = Normals(64, 4);
  const auto found = Find(View(centers), View(centers));
  for (int j = 0; j < 64; ++j) {
    EXPECT_EQ(found[j].label, j);
    EXPECT_LE(found[j].own, 0.02f);
  }
}

TEST(CenterSearchTest, OneCenterHasNoOther) {
  const std::vector<float> rows = Normals(3, 5), center = Normals(1, 6);
  for (const NearestCenter& nearest : Find(View(rows), View(center))) {
    EXPECT_EQ(nearest.label, 0);
    EXPECT_EQ(nearest.other, std::numeric_limits<float>::infinity());
  }
}

TEST(CenterSearchTest, AllCentersEqual) {
  const std::vector<float> rows = Normals(3, 7);
  const std::vector<float> centers(50 * kDimension, 0.5f);
  for (const NearestCenter& nearest : Find(View(rows), View(centers))) {
    EXPECT_EQ(nearest.label, 0);
    EXPECT_LE(nearest.other, nearest.own);
  }
}

TEST(CenterSearchTest, BitsAreTheSameForVectorsOfAnyLength) {
  const std::vector<float> rows = Normals(100, 8), centers = Normals(50, 9);
  std::set<std::vector<float>> fused, rounded;
  const int64_t supported = hwy::SupportedTargets() & HWY_TARGETS;
  for (int64_t rest = supported; rest != 0; rest &= rest - 1) {
    const int64_t target = rest & -rest;
    hwy::SetSupportedTargetsForTest(target);
    std::vector<float> bounds;
    for (const NearestCenter& nearest : Find(View(rows), View(centers))) {
      bounds.push_back(nearest.own);
      bounds.push_back(nearest.other);
    }
    (!HWY_ARCH_X86 || target <= HWY_AVX2 ? fused : rounded).insert(bounds);
  }
  hwy::SetSupportedTargetsForTest(0);
  EXPECT_LE(fused.size(), 1u);
  EXPECT_LE(rounded.size(), 1u);
  EXPECT_GE(fused.size() + rounded.size(), 1u);
}

}  // namespace
}  // namespace feluda
