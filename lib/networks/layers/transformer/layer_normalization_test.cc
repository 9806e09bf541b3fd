#include "lib/networks/layers/transformer/layer_normalization.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

Tensor PlainNormalization(const Tensor& x,
                          const LayerNormalizationParameters& parameters) {
  const int64_t width = x.shape().back();
  std::vector<float> output;
  for (int64_t row = 0; row < ElementCount(x.shape()) / width; ++row) {
    const float* const values = x.data() + row * width;
    double mean = 0;
    for (int64_t k = 0; k < width; ++k) mean += values[k];
    mean /= width;
    double variance = 0;
    for (int64_t k = 0; k < width; ++k) {
      variance += (values[k] - mean) * (values[k] - mean);
    }
    const double deviation = std::sqrt(variance / width + parameters.epsilon);
    for (int64_t k = 0; k < width; ++k) {
      output.push_back(static_cast<float>((values[k] - mean) / deviation *
                                              parameters.scale.values()[k] +
                                          parameters.shift.values()[k]));
    }
  }
  return Tensor::Owned(x.shape(), std::move(output));
}

std::unique_ptr<Network> NetworkFor(
    const Shape& shape, const LayerNormalizationParameters& parameters) {
  return NetworkOf({shape}, [&](NetworkBuilder& builder, auto inputs) {
    return LayerNormalization(builder, "ln", inputs[0], parameters);
  });
}

TEST(LayerNormalizationTest, AgreesWithPlainLoops) {
  for (const Shape& shape :
       {Shape{2, 50, 768}, {3, 7}, {5, 16}, {4, 33}, {1, 1}, {100}}) {
    SCOPED_TRACE(ShapeText(shape));
    const Tensor x = RandomTensor(shape, 1);
    const LayerNormalizationParameters parameters = {
        RandomTensor({shape.back()}, 2), RandomTensor({shape.back()}, 3)};
    const auto network = NetworkFor(shape, parameters);
    ASSERT_NE(network, nullptr);
    ExpectOutput(*network, {x}, PlainNormalization(x, parameters));
  }
}

TEST(LayerNormalizationTest, KeepsItsDigitsFarFromZero) {
  std::vector<float> values;
  for (int k = 0; k < 64; ++k) values.push_back(10000.0f + k % 4);
  const Tensor x = Tensor::Owned({1, 64}, values);
  const LayerNormalizationParameters parameters = {
      Tensor::Owned({64}, std::vector<float>(64, 1)),
      Tensor::Owned({64}, std::vector<float>(64, 0))};
  const auto network = NetworkFor({1, 64}, parameters);
  ASSERT_NE(network, nullptr);
  ExpectOutput(*network, {x}, PlainNormalization(x, parameters));
}

TEST(LayerNormalizationTest, NamesTheShapeThatDoesNotFit) {
  const Tensor eight = RandomTensor({8}, 1);
  NetworkBuilder builder;
  const Value x = builder.Input({2, 9});
  LayerNormalization(builder, "ln", x, {eight, eight});
  EXPECT_EQ(builder.Build({x}).status().message(),
            "ln: its input should have the shape {..., 8}, but has 2x9");
  NetworkBuilder other;
  const Value y = other.Input({2, 8});
  LayerNormalization(other, "ln", y, {eight, RandomTensor({7}, 1)});
  EXPECT_EQ(other.Build({y}).status().message(),
            "ln: the shift should have the shape 8, but has 7");
}

}  // namespace
}  // namespace feluda
