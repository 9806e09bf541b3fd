#include "lib/operators/scaled_rows.h"

#include <limits>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/embeddings.h"
#include "lib/vectors/rows_view.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

Embeddings Column(std::vector<float> values) {
  Embeddings embeddings;
  embeddings.dimension = 1;
  embeddings.values = std::move(values);
  return embeddings;
}

std::vector<float> Scaled(const Embeddings& embeddings) {
  const ScaledRows scaled(embeddings);
  const RowsView& rows = scaled.rows();
  return {rows.values, rows.values + rows.count * rows.dimension};
}

TEST(ScaledRowsTest, AreTheEmbeddingsThemselvesAsARule) {
  for (float largest : {0.0f, 1e-9f, 1.0f, 1e15f}) {
    const Embeddings embeddings = Column({largest, -largest / 3});
    const ScaledRows scaled(embeddings);
    EXPECT_EQ(scaled.rows().values, embeddings.values.data()) << largest;
    EXPECT_EQ(scaled.rows().count, 2u);
    EXPECT_EQ(scaled.rows().dimension, 1u);
    EXPECT_EQ(scaled.FromRows(3.0), 3.0);
    EXPECT_EQ(scaled.SquareFromRows(3.0), 3.0);
    EXPECT_EQ(scaled.ToRows(3.0), 3.0);
  }
}

TEST(ScaledRowsTest, LargeAndSmallNumbersComeNearOneExactly) {
  EXPECT_THAT(Scaled(Column({0x1.8p100f, -0x1p99f, 0})),
              ElementsAre(1.5f, -0.5f, 0.0f));
  EXPECT_THAT(Scaled(Column({0x1.8p-100f, -0x1p-99f, 0})),
              ElementsAre(0.75f, -1.0f, 0.0f));
  // Denormal.
  EXPECT_THAT(Scaled(Column({0x1p-149f, 0x1.8p-148f})),
              ElementsAre(0.5f, 1.5f));
  const float most = std::numeric_limits<float>::max();
  EXPECT_THAT(Scaled(Column({most, -most})),
              ElementsAre(0x1.fffffep0f, -0x1.fffffep0f));
}

TEST(ScaledRowsTest, TellDistancesOfTheEmbeddings) {
  const Embeddings embeddings = Column({0x1p100f, 0x1p101f});
  const ScaledRows scaled(embeddings);
  EXPECT_EQ(scaled.rows()[1][0] - scaled.rows()[0][0], 0.5f);
  EXPECT_EQ(scaled.FromRows(0.5), 0x1p100);
  EXPECT_EQ(scaled.SquareFromRows(0.25), 0x1p200);
  EXPECT_EQ(scaled.ToRows(0x1p100), 0.5);
}

TEST(ScaledRowsTest, DistancesStayFinite) {
  const Embeddings embeddings = Column({0x1p-140f, 0});
  const double most = std::numeric_limits<double>::max();
  EXPECT_EQ(ScaledRows(embeddings).ToRows(most), most);
}

}  // namespace
}  // namespace feluda
