#include "lib/networks/models/efficientnet_v2.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "lib/networks/onnx/onnx_network.h"
#include "lib/networks/onnx/opencv_network.h"
#include "lib/networks/tensor.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

// Every kind of block, of few channels.
EfficientNetV2Config Tiny() {
  return {32,
          8,
          {{true, 1, 1, 8, 2}, {true, 4, 2, 12, 2}, {false, 4, 2, 16, 2}},
          32,
          3};
}

Tensor Image(int64_t size) {
  std::vector<float> values(3 * size * size);
  for (size_t i = 0; i < values.size(); ++i) {
    values[i] = static_cast<float>(i * 7919 % 1000) / 500 - 1;
  }
  return Tensor::Owned({1, 3, size, size}, std::move(values));
}

TEST(EfficientNetV2Test, SmallHasTheParametersOfTorchvisions) {
  EfficientNetV2Config config = EfficientNetV2Small();
  config.classes = 1000;
  int64_t parameters = 0;
  for (const auto& tensor : SeededEfficientNetV2(config, 42).initializers) {
    if (absl::StrContains(tensor.name, ".running_")) continue;
    parameters += ElementCount(tensor.shape);
  }
  EXPECT_EQ(parameters, 21458488);
}

TEST(EfficientNetV2Test, OurLayersAndOpenCvAgree) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "tiny.onnx";
  ASSERT_TRUE(WriteSeededEfficientNetV2(path, Tiny(), 42).ok());
  const auto ours = OnnxNetwork::Load(path, {});
  ASSERT_TRUE(ours.ok()) << ours.status();
  EXPECT_EQ((*ours)->engine(), "oneDNN");
  const auto opencv = OpenCvNetwork::Load(path, /*threads=*/1);
  ASSERT_TRUE(opencv.ok()) << opencv.status();
  const auto found = (*ours)->Run(Image(32));
  const auto expected = (*opencv)->Run(Image(32));
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_TRUE(expected.ok()) << expected.status();
  ASSERT_EQ((*found)[0].shape(), (Shape{1, 3}));
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR((*found)[0].values()[i], (*expected)[0].values()[i], 1e-5);
  }
}

// One probability of the tiny network with this seed, for an image.
float Probability(uint64_t seed, const Tensor& image) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "tiny.onnx";
  EXPECT_TRUE(WriteSeededEfficientNetV2(path, Tiny(), seed).ok());
  const auto network = OnnxNetwork::Load(path, {});
  EXPECT_TRUE(network.ok()) << network.status();
  const auto output = (*network)->Run(image);
  EXPECT_TRUE(output.ok()) << output.status();
  return (*output)[0].values()[0];
}

// Were activations to fade, all images would have one answer.
TEST(EfficientNetV2Test, AnswerDependsOnImageAndSeed) {
  const Tensor image = Image(32);
  std::vector<float> darker(image.values().begin(), image.values().end());
  for (float& value : darker) value *= 0.5f;
  const float first = Probability(1, image);
  EXPECT_GT(std::abs(first - Probability(2, image)), 1e-3f);
  EXPECT_GT(
      std::abs(first - Probability(1, Tensor::Owned({1, 3, 32, 32}, darker))),
      1e-3f);
}

}  // namespace
}  // namespace feluda
