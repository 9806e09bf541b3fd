#include "lib/networks/models/resnet.h"

#include <memory>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"
#include "lib/networks/weights/safetensors_file.h"

namespace feluda {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// The small network of testdata/make_resnet.py, which made the values.
ResNetOptions SmallResNet() {
  return {16, {{2, 16}, {1, 16}, {1, 32}, {1, 32}}};
}

std::unique_ptr<SafetensorsFile> SmallWeights() {
  auto weights =
      SafetensorsFile::Open("lib/networks/models/testdata/resnet.safetensors");
  EXPECT_TRUE(weights.ok()) << weights.status();
  return *std::move(weights);
}

TEST(ResNetTest, GivesTheValuesOfTorch) {
  const auto weights = SmallWeights();
  const Tensor input = *weights->Get("input", {2, 3, 37, 50});
  const Tensor other = *weights->Get("other.input", {1, 3, 64, 41});
  // The first shape decides how the weights are packed, the second must do.
  for (const Shape& shape : {input.shape(), other.shape()}) {
    for (const int threads : {1, 2}) {
      NetworkOptions options;
      options.threads = threads;
      const auto network = BuildResNet(SmallResNet(), *weights, shape, options);
      ASSERT_TRUE(network.ok()) << network.status();
      ExpectOutput(**network, {input}, *weights->Get("output", {2, 32}));
      ExpectOutput(**network, {other}, *weights->Get("other.output", {1, 32}));
      ExpectOutput(**network, {input}, *weights->Get("output", {2, 32}));
    }
  }
}

TEST(ResNetTest, NamesWhatDoesNotFit) {
  const auto weights = SmallWeights();
  ResNetOptions options = SmallResNet();
  options.stages[3].channels = 48;
  EXPECT_THAT(BuildResNet(options, *weights, {1, 3, 64, 64}).status().message(),
              AllOf(HasSubstr("layer4.0.downsample.0.weight"),
                    HasSubstr("48x32x1x1"), HasSubstr("32x32x1x1")));
  options = SmallResNet();
  options.stages[2].blocks = 2;
  EXPECT_THAT(BuildResNet(options, *weights, {1, 3, 64, 64}).status().message(),
              HasSubstr("layer3.1.conv1.weight"));
  EXPECT_EQ(
      BuildResNet(SmallResNet(), *weights, {1, 1, 64, 64}).status().message(),
      "conv1: its input should have the shape {batch, 3, height, width}, but "
      "has 1x1x64x64");
}

}  // namespace
}  // namespace feluda
