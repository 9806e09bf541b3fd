#include "lib/operators/cluster_embeddings/ward/equal_rows.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

TEST(EqualRowsTest, FindsTheFirstOfEachRow) {
  const std::vector<float> values = {1, 2, 3, 4, 1, 2, 3, 5, 3, 4, 1, 2};
  EXPECT_THAT(FirstEqualRows(RowsView(values.data(), 6, 2)),
              ElementsAre(0, 1, 0, 3, 1, 0));
}

TEST(EqualRowsTest, ZeroesOfEitherSignAreEqual) {
  const std::vector<float> values = {0.0f, 1.0f, -0.0f, 1.0f};
  EXPECT_THAT(FirstEqualRows(RowsView(values.data(), 2, 2)), ElementsAre(0, 0));
}

TEST(EqualRowsTest, NumbersOutsideTheRowsDoNotMatter) {
  const std::vector<float> values = {7, 7, 8};
  EXPECT_THAT(FirstEqualRows(RowsView(values.data(), 3, 1)),
              ElementsAre(0, 0, 2));
  EXPECT_THAT(FirstEqualRows(RowsView(values.data(), 1, 3)), ElementsAre(0));
}

}  // namespace
}  // namespace feluda
