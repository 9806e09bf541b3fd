#include "lib/networks/layers/reshape.h"

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

struct Case {
  Shape input;
  Shape shape;
  Shape output;
};

TEST(ReshapeTest, KeepsTheElementsInOrder) {
  for (const Case& test :
       {Case{{2, 3, 4}, {0, -1}, {2, 12}}, Case{{2, 3, 4}, {6, 4}, {6, 4}},
        Case{{2, 3, 4}, {-1}, {24}}, Case{{8}, {2, 2, 2}, {2, 2, 2}}}) {
    const Tensor x = RandomTensor(test.input, 1);
    const auto network =
        NetworkOf({test.input}, [&](NetworkBuilder& builder, auto inputs) {
          return Reshape(builder, "reshape", inputs[0], test.shape);
        });
    ASSERT_NE(network, nullptr);
    ExpectOutput(*network, {x}, x.Reshaped(test.output), 0);
  }
}

TEST(ReshapeTest, RefusesAnotherNumberOfElements) {
  for (const Shape& shape :
       {Shape{5, -1}, {-1, -1}, {2, 3}, {0, 0, 0, 0}, {-1, 25}}) {
    NetworkBuilder builder;
    Reshape(builder, "reshape", builder.Input({2, 3, 4}), shape);
    EXPECT_EQ(builder.status().code(), absl::StatusCode::kInvalidArgument)
        << ShapeText(shape);
  }
}

}  // namespace
}  // namespace feluda
