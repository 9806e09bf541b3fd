#include "lib/networks/layers/convolution.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Case {
  std::string name;
  Shape input;
  Shape weights;
  ConvolutionGeometry geometry;
  int64_t groups = 1;
};

class ConvolutionTest : public testing::TestWithParam<Case> {};

std::string NameOf(const testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

// What the layer should give, and what it gives, with everything fused.
TEST_P(ConvolutionTest, AgreesWithPlainLoops) {
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
    All, ConvolutionTest,
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
