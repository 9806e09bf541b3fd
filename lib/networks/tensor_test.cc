#include "lib/networks/tensor.h"

#include <memory>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

TEST(ShapeTest, CountsElementsAndReadsAsText) {
  EXPECT_EQ(ElementCount({64, 3, 7, 7}), 9408);
  EXPECT_EQ(ElementCount({}), 1);
  EXPECT_EQ(ElementCount({4, 0}), 0);
  EXPECT_EQ(ShapeText({64, 3, 7, 7}), "64x3x7x7");
  EXPECT_EQ(ShapeText({}), "scalar");
}

TEST(TensorTest, KeepsOwnedValuesForAllCopies) {
  Tensor reshaped;
  {
    const Tensor owned = Tensor::Owned({2, 3}, {1, 2, 3, 4, 5, 6});
    reshaped = owned.Reshaped({3, 2});
  }
  EXPECT_THAT(reshaped.shape(), ElementsAre(3, 2));
  EXPECT_THAT(reshaped.values(), ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST(TensorTest, LetsGoOfTheKeeperWithTheLastCopy) {
  const std::vector<float> values = {1, 2};
  auto keeper = std::make_shared<int>(0);
  const std::weak_ptr<int> alive = keeper;
  auto first = std::make_unique<Tensor>(
      Tensor::Borrowed({2}, values, std::move(keeper)));
  auto second = std::make_unique<Tensor>(first->Reshaped({1, 2}));
  first.reset();
  EXPECT_FALSE(alive.expired());
  EXPECT_EQ(second->data(), values.data());
  second.reset();
  EXPECT_TRUE(alive.expired());
}

TEST(TensorTest, IsEmptyByDefault) {
  EXPECT_TRUE(Tensor().empty());
  EXPECT_EQ(ElementCount(Tensor().shape()), 0);
}

}  // namespace
}  // namespace feluda
