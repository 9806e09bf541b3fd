#include "lib/networks/layers/squeeze_excitation.h"

#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

Tensor PlainAverage(const Tensor& x) {
  const Shape& shape = x.shape();
  const int64_t pixels = shape[2] * shape[3];
  std::vector<float> values;
  for (int64_t i = 0; i < shape[0] * shape[1]; ++i) {
    double sum = 0;
    for (int64_t j = 0; j < pixels; ++j) sum += x.values()[i * pixels + j];
    values.push_back(static_cast<float>(sum / static_cast<double>(pixels)));
  }
  return Tensor::Owned({shape[0], shape[1], 1, 1}, std::move(values));
}

Tensor PlainConvolved(const Tensor& x, const ConvolutionParameters& with) {
  return PlainActivation(
      PlainConvolution(x, with.weights, with.bias, with.geometry, 1),
      with.activation);
}

TEST(SqueezeAndExciteTest, AgreesWithPlainLoops) {
  for (const Shape& shape : {Shape{2, 48, 7, 9}, {1, 20, 1, 3}}) {
    ConvolutionParameters reduce;
    reduce.weights = RandomTensor({6, shape[1], 1, 1}, 1);
    reduce.bias = RandomTensor({6}, 2);
    reduce.activation = Activation::Silu();
    ConvolutionParameters expand;
    expand.weights = RandomTensor({shape[1], 6, 1, 1}, 3);
    expand.bias = RandomTensor({shape[1]}, 4);
    expand.activation = Activation::Sigmoid();
    const Tensor x = RandomTensor(shape, 5);
    const Tensor gates =
        PlainConvolved(PlainConvolved(PlainAverage(x), reduce), expand);
    std::vector<float> scaled(x.values().begin(), x.values().end());
    for (size_t i = 0; i < scaled.size(); ++i) {
      scaled[i] *= gates.values()[i / (shape[2] * shape[3])];
    }
    const auto network =
        NetworkOf({shape}, [&](NetworkBuilder& builder, auto inputs) {
          return SqueezeAndExcite(builder, "se", inputs[0], reduce, expand);
        });
    ASSERT_NE(network, nullptr);
    ExpectOutput(*network, {x}, Tensor::Owned(shape, std::move(scaled)));
  }
}

}  // namespace
}  // namespace feluda
