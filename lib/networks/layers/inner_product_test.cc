#include "lib/networks/layers/inner_product.h"

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

TEST(InnerProductTest, AgreesWithPlainLoopsOnManyShapes) {
  for (const Shape& shape :
       {Shape{1, 7}, {5, 64}, {2, 3, 17}, {50, 768}, {1, 1}, {96}}) {
    SCOPED_TRACE(ShapeText(shape));
    const Tensor x = RandomTensor(shape, 1);
    InnerProductParameters parameters;
    parameters.weights = RandomTensor({33, shape.back()}, 2);
    parameters.bias = RandomTensor({33}, 3);
    parameters.activation = Activation::QuickGelu();
    const Tensor plain =
        PlainInnerProduct(x, parameters.weights, parameters.bias);
    const Tensor residual = RandomTensor(plain.shape(), 4);
    const auto network =
        NetworkOf({shape, plain.shape()},
                  [&](NetworkBuilder& builder, absl::Span<const Value> inputs) {
                    parameters.residual = inputs[1];
                    return InnerProduct(builder, "fc", inputs[0], parameters);
                  });
    ASSERT_NE(network, nullptr);
    ExpectOutput(
        *network, {x, residual},
        PlainActivation(PlainSum(plain, residual), Activation::QuickGelu()),
        1e-4f);
  }
}

TEST(InnerProductTest, TakesAnyNumberOfRowsWithTheSameWeights) {
  const Tensor weights = RandomTensor({64, 48}, 2);
  const auto network =
      NetworkOf({{1, 48}}, [&](NetworkBuilder& builder, auto inputs) {
        return InnerProduct(builder, "fc", inputs[0], {weights, {}, {}, {}});
      });
  ASSERT_NE(network, nullptr);
  for (const int64_t rows : {1, 8, 77, 3, 2, 1, 100}) {
    const Tensor x = RandomTensor({rows, 48}, static_cast<unsigned>(rows));
    ExpectOutput(*network, {x}, PlainInnerProduct(x, weights, {}));
  }
}

TEST(InnerProductTest, NamesTheLayerAndBothShapesInErrors) {
  const Tensor weights = RandomTensor({64, 48}, 2);
  NetworkBuilder builder;
  const Value x = builder.Input({1, 47});
  InnerProduct(builder, "fc", x, {weights, {}, {}, {}});
  EXPECT_EQ(builder.Build({x}).status().message(),
            "fc: its input should have the shape {..., 48}, but has 1x47");
}

}  // namespace
}  // namespace feluda
