#include "lib/networks/layers/transformer/tokens.h"

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

// 0, 1, 2, ...
Tensor Counting(const Shape& shape) {
  std::vector<float> values(ElementCount(shape));
  std::iota(values.begin(), values.end(), 0.0f);
  return Tensor::Owned(shape, values);
}

std::string ErrorOf(const NetworkBuilder& builder) {
  return std::string(builder.status().message());
}

TEST(TokensTest, CutsImagesIntoSquares) {
  const auto network =
      NetworkOf({{2, 2, 2, 4}}, [](NetworkBuilder& builder, auto inputs) {
        return Patches(builder, "patches", inputs[0], 2);
      });
  ASSERT_NE(network, nullptr);
  ExpectOutput(
      *network, {Counting({2, 2, 2, 4})},
      Tensor::Owned({2, 2, 8}, {0,  1,  4,  5,  8,  9,  12, 13, 2,  3,  6,
                                7,  10, 11, 14, 15, 16, 17, 20, 21, 24, 25,
                                28, 29, 18, 19, 22, 23, 26, 27, 30, 31}));
}

TEST(TokensTest, SquaresAndAProductAreAConvolution) {
  const Tensor x = RandomTensor({2, 3, 12, 8}, 1);
  const Tensor kernel = RandomTensor({5, 3, 4, 4}, 2);
  ConvolutionGeometry geometry;
  geometry.strides = {4, 4};
  const Tensor expected = PlainConvolution(x, kernel, {}, geometry, 1);
  const auto network =
      NetworkOf({x.shape()}, [](NetworkBuilder& builder, auto inputs) {
        return Patches(builder, "patches", inputs[0], 4);
      });
  ASSERT_NE(network, nullptr);
  const auto patches = network->Run(x);
  ASSERT_TRUE(patches.ok()) << patches.status();
  const Tensor found =
      PlainInnerProduct(*patches, kernel.Reshaped({5, 48}), {});
  for (int64_t i = 0; i < 2 * 6 * 5; ++i) {
    // Channels are last in the product, and first in the convolution.
    const int64_t item = i / 30, square = i / 5 % 6, channel = i % 5;
    EXPECT_NEAR(found.values()[i],
                expected.values()[(item * 5 + channel) * 6 + square], 1e-5f);
  }
}

TEST(TokensTest, PrependsATokenAndAddsPositions) {
  const PrependTokenParameters parameters = {
      Tensor::Owned({2}, {100, 200}),
      Tensor::Owned({3, 2}, {0.5f, 1, 2, 3, 4, 5})};
  const auto network =
      NetworkOf({{2, 2, 2}}, [&](NetworkBuilder& builder, auto inputs) {
        return PrependToken(builder, "embeddings", inputs[0], parameters);
      });
  ASSERT_NE(network, nullptr);
  ExpectOutput(*network, {Counting({2, 2, 2})},
               Tensor::Owned({2, 3, 2}, {100.5f, 201, 2, 4, 6, 8,  //
                                         100.5f, 201, 6, 8, 10, 12}));
}

TEST(TokensTest, SelectsTheFirstTokenOrThatOfAPlace) {
  const Tensor x = Counting({2, 3, 2});
  const auto first =
      NetworkOf({x.shape()}, [](NetworkBuilder& builder, auto inputs) {
        return SelectToken(builder, "class", inputs[0]);
      });
  const auto places =
      NetworkOf({x.shape(), {2}}, [](NetworkBuilder& builder, auto inputs) {
        return SelectToken(builder, "end", inputs[0], inputs[1]);
      });
  ASSERT_TRUE(first != nullptr && places != nullptr);
  ExpectOutput(*first, {x}, Tensor::Owned({2, 2}, {0, 1, 6, 7}));
  ExpectOutput(*places, {x, Tensor::Owned({2}, {2, 1})},
               Tensor::Owned({2, 2}, {4, 5, 8, 9}));
  for (const float bad : {-1.0f, 3.0f, NAN}) {
    const std::vector<Tensor> inputs = {x, Tensor::Owned({2}, {0, bad})};
    const auto refused = places->Run(inputs);
    EXPECT_NE(refused.status().message().find("is not one of the 3 tokens"),
              std::string::npos)
        << refused.status();
  }
}

TEST(TokensTest, NameTheShapeThatDoesNotFit) {
  NetworkBuilder patches;
  Patches(patches, "patches", patches.Input({1, 3, 64, 50}), 32);
  EXPECT_EQ(ErrorOf(patches),
            "patches: its input should have the shape {batch, channels, a "
            "multiple of 32, a multiple of 32}, but has 1x3x64x50");
  NetworkBuilder token;
  PrependToken(token, "embeddings", token.Input({1, 4, 8}),
               {RandomTensor({7}, 1), RandomTensor({5, 8}, 1)});
  EXPECT_EQ(ErrorOf(token),
            "embeddings: the token should have the shape 8, but has 7");
  NetworkBuilder positions;
  PrependToken(positions, "embeddings", positions.Input({1, 4, 8}),
               {RandomTensor({8}, 1), RandomTensor({4, 8}, 1)});
  EXPECT_EQ(ErrorOf(positions),
            "embeddings: the positions should have the shape 5x8, but has 4x8");
  NetworkBuilder places;
  const Value x = places.Input({2, 4, 8});
  SelectToken(places, "end", x, places.Input({3}));
  EXPECT_EQ(ErrorOf(places),
            "end: the places should have the shape 2, but has 3");
}

}  // namespace
}  // namespace feluda
