#include "lib/networks/models/efficientnet_v2.h"

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

TEST(EfficientNetV2Test, ProbabilitiesDependOnTheSeed) {
  const TemporaryDirectory directory;
  std::vector<float> first;
  for (const uint64_t seed : {1, 2}) {
    const std::string path = directory.path() / std::to_string(seed);
    ASSERT_TRUE(WriteSeededEfficientNetV2(path, Tiny(), seed).ok());
    const auto network = OnnxNetwork::Load(path, {});
    ASSERT_TRUE(network.ok()) << network.status();
    const auto output = (*network)->Run(Image(32));
    ASSERT_TRUE(output.ok()) << output.status();
    EXPECT_NE((*output)[0].values()[0], 1.0f / 3);
    first.push_back((*output)[0].values()[0]);
  }
  EXPECT_NE(first[0], first[1]);
}

}  // namespace
}  // namespace feluda
