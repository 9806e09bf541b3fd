#include "lib/networks/layers/batch_normalization.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

// Tensors of ones, without one that is missing.
class Ones : public Weights {
 public:
  explicit Ones(std::string missing) : missing_(std::move(missing)) {}

  bool Has(absl::string_view name) const override { return name != missing_; }

  absl::StatusOr<Tensor> Get(absl::string_view name,
                             const Shape& expected) const override {
    if (name == missing_) return absl::NotFoundError(missing_);
    return Tensor::Owned(expected,
                         std::vector<float>(ElementCount(expected), 1.0f));
  }

 private:
  const std::string missing_;
};

TEST(BatchNormalizationTest, FoldsIntoAConvolution) {
  for (const bool biased : {false, true}) {
    ConvolutionParameters convolution;
    convolution.weights = RandomTensor({4, 3, 3, 3}, 1);
    if (biased) convolution.bias = RandomTensor({4}, 2);
    const BatchNormalization normalization = {
        Tensor::Owned({4}, {1, -2, 0.5, 0}), Tensor::Owned({4}, {0, 1, -1, 2}),
        Tensor::Owned({4}, {0.5, 0, -1, 3}), Tensor::Owned({4}, {1, 2, 0, 9}),
        1e-3f};
    const Tensor x = RandomTensor({2, 3, 5, 6}, 3);
    const Tensor before =
        PlainConvolution(x, convolution.weights, convolution.bias, {}, 1);
    std::vector<float> expected;
    for (size_t i = 0; i < before.values().size(); ++i) {
      const size_t channel = i / (3 * 4) % 4;
      const auto at = [&](const Tensor& t) { return t.values()[channel]; };
      expected.push_back(
          (before.values()[i] - at(normalization.mean)) /
              std::sqrt(at(normalization.variance) + normalization.epsilon) *
              at(normalization.gamma) +
          at(normalization.beta));
    }
    const ConvolutionParameters folded = Folded(convolution, normalization);
    ExpectNear(PlainConvolution(x, folded.weights, folded.bias, {}, 1),
               Tensor::Owned(before.shape(), expected), 1e-4f);
  }
}

TEST(BatchNormalizationTest, ReadsTorchsNames) {
  NetworkBuilder builder;
  const ConvolutionParameters parameters =
      FoldedConvolution(builder, Ones("other"), "c", "n", {2, 1, 1, 1}, 0.0f);
  EXPECT_TRUE(builder.status().ok());
  EXPECT_THAT(parameters.weights.values(), ElementsAre(1, 1));
  EXPECT_THAT(parameters.bias.values(), ElementsAre(0, 0));
  for (const char* missing :
       {"c.weight", "n.weight", "n.bias", "n.running_mean", "n.running_var"}) {
    NetworkBuilder failing;
    FoldedConvolution(failing, Ones(missing), "c", "n", {2, 1, 1, 1});
    EXPECT_EQ(failing.status().message(), missing);
  }
}

}  // namespace
}  // namespace feluda
