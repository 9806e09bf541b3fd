#include "lib/operators/cluster_embeddings/dbscan/neighborhoods.h"

#include <cmath>
#include <vector>

#include "absl/numeric/bits.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/base/thread_pool.h"
#include "lib/data/random.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

struct Data {
  size_t rows;
  size_t dimension;
  double eps;
  // Numbers are multiples of this; any numbers if it is 0.
  float step;
};

std::vector<float> Values(const Data& data) {
  std::vector<float> values(data.rows * data.dimension);
  RandomStream(1, 0).FillNormal(0, absl::MakeSpan(values));
  if (data.step == 0.0f) return values;
  for (float& value : values) value = std::round(value) * data.step;
  return values;
}

// Compares each pair with its distance; returns how many are within eps.
size_t CheckPairs(const RowsView& rows, double eps) {
  ThreadPool pool(/*threads=*/1);
  const Neighborhoods neighborhoods(rows, eps, pool);
  const RowBlocks& blocks = neighborhoods.blocks();
  size_t near = 0;
  for (size_t a = 0; a < blocks.count(); ++a) {
    for (size_t b = 0; b < blocks.count(); ++b) {
      uint64_t within[RowBlocks::kRows] = {};
      EXPECT_NE(neighborhoods.Find(a, b, within), neighborhoods.AreApart(a, b));
      for (size_t i = 0; i < blocks.Rows(a).size(); ++i) {
        uint64_t expected = 0;
        for (size_t j = 0; j < blocks.Rows(b).size(); ++j) {
          const double distance = SquaredDistance(
              rows[blocks.Rows(a)[i]], rows[blocks.Rows(b)[j]], rows.dimension);
          expected |= uint64_t{distance <= eps * eps} << j;
        }
        EXPECT_EQ(within[i], expected);
        near += absl::popcount(expected);
      }
    }
  }
  return near;
}

TEST(NeighborhoodsTest, AreThoseWithinEps) {
  for (const Data& data : std::vector<Data>{{200, 2, 0.7, 0.0f},
                                            {130, 19, 5.5, 0.0f},
                                            {65, 300, 24.3, 0.0f},
                                            {1, 1, 1.0, 0.0f}}) {
    SCOPED_TRACE(absl::StrCat(data.rows, "x", data.dimension));
    const std::vector<float> values = Values(data);
    const RowsView rows(values.data(), data.rows, data.dimension);
    const size_t near = CheckPairs(rows, data.eps);
    EXPECT_GE(near, data.rows);
    EXPECT_TRUE(data.rows == 1 || near < data.rows * data.rows);
  }
}

// Very many pairs at exactly eps, which float32 cannot decide.
TEST(NeighborhoodsTest, DistancesOfExactlyEpsAreWithin) {
  for (const double eps : {1.0, 2.0, 3.0}) {
    for (const float step : {0.5f, 1.0f}) {
      const Data data = {150, 3, eps, step};
      const std::vector<float> values = Values(data);
      CheckPairs(RowsView(values.data(), data.rows, data.dimension), eps);
    }
  }
  const std::vector<float> pair = {0.0f, 3.0f};
  EXPECT_EQ(CheckPairs(RowsView(pair.data(), 2, 1), 3.0), 4u);
  EXPECT_EQ(CheckPairs(RowsView(pair.data(), 2, 1), std::nextafter(3.0, 0.0)),
            2u);
}

TEST(NeighborhoodsTest, ExtremesOfEpsAreDefined) {
  const Data data = {70, 2, 0.0, 0.0f};
  const std::vector<float> values = Values(data);
  const RowsView rows(values.data(), 70, 2);
  EXPECT_EQ(CheckPairs(rows, 1e-300), 70u);
  EXPECT_EQ(CheckPairs(rows, 1e300), 70u * 70u);
  const std::vector<float> denormal = {1e-45f, 2e-45f, 8e-45f};
  EXPECT_EQ(CheckPairs(RowsView(denormal.data(), 3, 1), 2e-45), 5u);
}

}  // namespace
}  // namespace feluda
