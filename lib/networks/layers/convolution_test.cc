#include "lib/networks/layers/convolution.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

struct Case {
  std::string name;
  Shape input;
  Shape weights;
  ConvolutionGeometry geometry;
  int64_t groups = 1;
};

class ConvolutionKindTest : public testing::TestWithParam<Case> {};

std::string NameOf(const testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

struct Wrong {
  Shape input;
  Shape weights;
  Shape bias;
  int64_t groups;
  std::string message;
};

std::vector<Wrong> WrongShapes() {
  return {{{1, 4, 5, 5},
           {8, 3, 3, 3},
           {8},
           1,
           "conv: its input should have the shape {batch, 3, height, width}, "
           "but has 1x4x5x5"},
          {{1, 8, 5, 5},
           {8, 2, 3, 3},
           {8},
           2,
           "conv: its input should have the shape {batch, 4, height, width}, "
           "but has 1x8x5x5"},
          {{4, 5, 5},
           {8, 4, 3, 3},
           {8},
           1,
           "conv: its input should have the shape {batch, 4, height, width}, "
           "but has 4x5x5"},
          {{1, 3, 5, 2},
           {8, 3, 3, 3},
           {8},
           1,
           "conv: its input 1x3x5x2 with its padding is smaller than its "
           "window of 3x3"},
          {{1, 3, 5, 5},
           {8, 3, 3, 3},
           {7},
           1,
           "conv: the bias should have the shape 8, but has 7"},
          {{1, 3, 5, 5},
           {8, 3, 3},
           {8},
           1,
           "conv: the weights should have the shape {outputs, channels / 1, "
           "height, width}, the outputs a multiple of 1, but has 8x3x3"},
          {{1, 6, 5, 5},
           {8, 2, 3, 3},
           {8},
           3,
           "conv: the weights should have the shape {outputs, channels / 3, "
           "height, width}, the outputs a multiple of 3, but has 8x2x3x3"}};
}

TEST(ConvolutionErrorTest, NamesTheLayerAndBothShapes) {
  for (const Wrong& wrong : WrongShapes()) {
    NetworkBuilder builder;
    ConvolutionParameters parameters;
    parameters.weights = RandomTensor(wrong.weights, 1);
    parameters.bias = RandomTensor(wrong.bias, 2);
    parameters.groups = wrong.groups;
    Convolution(builder, "conv", builder.Input(wrong.input), parameters);
    EXPECT_EQ(builder.status().message(), wrong.message);
  }
}

TEST(ConvolutionErrorTest, ComesLaterForAShapeThatDoesNotFit) {
  ConvolutionParameters parameters;
  parameters.weights = RandomTensor({8, 3, 3, 3}, 1);
  const auto network =
      NetworkOf({{1, 3, 5, 5}}, [&](NetworkBuilder& builder, auto inputs) {
        return Convolution(builder, "conv", inputs[0], parameters);
      });
  ASSERT_NE(network, nullptr);
  EXPECT_EQ(network->Run(RandomTensor({1, 3, 2, 9}, 2)).status().message(),
            "conv: its input 1x3x2x9 with its padding is smaller than its "
            "window of 3x3");
}

// The weights are packed for the first of the shapes.
TEST(ConvolutionTest, ServesAllShapesWithTheSameWeights) {
  for (const Shape& weights :
       {Shape{32, 16, 3, 3}, {40, 16, 3, 3}, {16, 1, 3, 3}, {32, 16, 1, 1}}) {
    ConvolutionParameters parameters;
    parameters.weights = RandomTensor(weights, 1);
    parameters.geometry = Window(1, 1);
    parameters.groups = 16 / weights[1];
    const auto network =
        NetworkOf({{1, 16, 9, 9}}, [&](NetworkBuilder& builder, auto inputs) {
          return Convolution(builder, "conv", inputs[0], parameters);
        });
    ASSERT_NE(network, nullptr);
    for (const Shape& shape :
         {Shape{1, 16, 1, 1}, {3, 16, 20, 7}, {1, 16, 64, 3}, {8, 16, 9, 9}}) {
      SCOPED_TRACE(ShapeText(weights) + " on " + ShapeText(shape));
      const Tensor x = RandomTensor(shape, 2);
      ExpectOutput(*network, {x},
                   PlainConvolution(x, parameters.weights, {},
                                    parameters.geometry, parameters.groups),
                   5e-5f);
    }
  }
}

// What the layer should give, and what it gives, with everything fused.
TEST_P(ConvolutionKindTest, AgreesWithPlainLoops) {
  const Case& test = GetParam();
  const Tensor x = RandomTensor(test.input, 1);
  ConvolutionParameters parameters;
  parameters.weights = RandomTensor(test.weights, 2);
  parameters.bias = RandomTensor({test.weights[0]}, 3);
  parameters.geometry = test.geometry;
  parameters.groups = test.groups;
  parameters.activation = Activation::Relu();
  const Tensor plain = PlainConvolution(x, parameters.weights, parameters.bias,
                                        test.geometry, test.groups);
  const Tensor residual = RandomTensor(plain.shape(), 4);
  const auto network =
      NetworkOf({test.input, plain.shape()},
                [&](NetworkBuilder& builder, absl::Span<const Value> inputs) {
                  parameters.residual = inputs[1];
                  return Convolution(builder, "conv", inputs[0], parameters);
                });
  ASSERT_NE(network, nullptr);
  ExpectOutput(*network, {x, residual},
               PlainActivation(PlainSum(plain, residual), Activation::Relu()),
               2e-5f);
}

INSTANTIATE_TEST_SUITE_P(
    All, ConvolutionKindTest,
    testing::Values(
        Case{"ImageTo64", {1, 3, 33, 47}, {64, 3, 7, 7}, Window(2, 3)},
        Case{"ThreeByThree", {2, 16, 13, 19}, {32, 16, 3, 3}, Window(1, 1)},
        Case{"ThreeByThreeStride2",
             {1, 32, 17, 15},
             {48, 32, 3, 3},
             Window(2, 1)},
        Case{"OneByOneStride2", {3, 16, 9, 11}, {64, 16, 1, 1}, Window(2, 0)},
        Case{"OddChannels", {1, 5, 8, 9}, {7, 5, 3, 3}, Window(1, 1)},
        Case{"OneChannelOnePixel", {1, 1, 1, 1}, {1, 1, 1, 1}, Window(1, 0)},
        Case{"PaddedBelowAndRight",
             {1, 8, 12, 14},
             {16, 8, 3, 3},
             {{2, 2}, {1, 1}, {0, 0}, {1, 1}}},
        Case{"PaddedOnOneSide",
             {1, 8, 6, 7},
             {16, 8, 3, 5},
             {{1, 2}, {1, 1}, {2, 1}, {0, 3}}},
        Case{"Dilated",
             {1, 16, 14, 15},
             {16, 16, 3, 3},
             {{1, 1}, {2, 3}, {2, 3}, {2, 3}}},
        Case{"Grouped", {2, 24, 7, 9}, {48, 6, 3, 3}, Window(1, 1), 4},
        Case{"Depthwise", {1, 48, 15, 17}, {48, 1, 3, 3}, Window(1, 1), 48},
        Case{"DepthwiseOddStride2",
             {2, 19, 15, 17},
             {19, 1, 5, 5},
             Window(2, 2),
             19},
        Case{"DepthwiseTwice", {1, 6, 5, 5}, {12, 1, 3, 3}, Window(1, 1), 6}),
    NameOf);

}  // namespace
}  // namespace feluda
