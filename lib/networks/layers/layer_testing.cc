#include "lib/networks/layers/layer_testing.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

float At(const Tensor& tensor, int64_t n, int64_t c, int64_t y, int64_t x) {
  const Shape& shape = tensor.shape();
  return tensor.values()[((n * shape[1] + c) * shape[2] + y) * shape[3] + x];
}

// Returns the output at {n, k, y, x}.
double ConvolutionAt(const Tensor& source, const Tensor& weights,
                     const ConvolutionGeometry& geometry, int64_t first_channel,
                     int64_t n, int64_t k, int64_t y, int64_t x) {
  const Shape& window = weights.shape();
  double sum = 0;
  for (int64_t c = 0; c < window[1]; ++c) {
    for (int64_t i = 0; i < window[2]; ++i) {
      for (int64_t j = 0; j < window[3]; ++j) {
        const int64_t row = y * geometry.strides[0] - geometry.pad_before[0] +
                            i * geometry.dilations[0];
        const int64_t column = x * geometry.strides[1] -
                               geometry.pad_before[1] +
                               j * geometry.dilations[1];
        if (row < 0 || row >= source.shape()[2] || column < 0 ||
            column >= source.shape()[3]) {
          continue;
        }
        sum += double{At(weights, k, c, i, j)} *
               At(source, n, first_channel + c, row, column);
      }
    }
  }
  return sum;
}

double Activate(double x, const Activation& activation) {
  const double alpha = activation.alpha;
  switch (activation.kind) {
    case Activation::Kind::kNone:
      return x;
    case Activation::Kind::kRelu:
      return x > 0 ? x : alpha * x;
    case Activation::Kind::kClip:
      return std::min<double>(std::max(x, alpha), activation.beta);
    case Activation::Kind::kSwish:
      return x / (1 + std::exp(-alpha * x));
    case Activation::Kind::kSigmoid:
      return 1 / (1 + std::exp(-x));
    case Activation::Kind::kTanh:
      return std::tanh(x);
    case Activation::Kind::kGelu:
      return x * (1 + std::erf(x / std::sqrt(2.0))) / 2;
    case Activation::Kind::kElu:
      return x > 0 ? x : alpha * (std::exp(x) - 1);
    case Activation::Kind::kHardSwish:
      return x * std::min(std::max(x / 6 + 0.5, 0.0), 1.0);
    case Activation::Kind::kLinear:
      return alpha * x + activation.beta;
  }
  return x;
}

}  // namespace

Tensor RandomTensor(const Shape& shape, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> uniform(-1, 1);
  std::vector<float> values(ElementCount(shape));
  for (float& value : values) value = uniform(random);
  return Tensor::Owned(shape, std::move(values));
}

Tensor PlainConvolution(const Tensor& x, const Tensor& weights,
                        const Tensor& bias, const ConvolutionGeometry& geometry,
                        int64_t groups) {
  Shape shape = {x.shape()[0], weights.shape()[0], 0, 0};
  for (size_t i = 0; i < 2; ++i) {
    const int64_t reach =
        geometry.dilations[i] * (weights.shape()[2 + i] - 1) + 1;
    shape[2 + i] = (x.shape()[2 + i] + geometry.pad_before[i] +
                    geometry.pad_after[i] - reach) /
                       geometry.strides[i] +
                   1;
  }
  const int64_t group_outputs = shape[1] / groups;
  std::vector<float> values;
  for (int64_t n = 0; n < shape[0]; ++n) {
    for (int64_t k = 0; k < shape[1]; ++k) {
      const int64_t first_channel = k / group_outputs * weights.shape()[1];
      for (int64_t i = 0; i < shape[2]; ++i) {
        for (int64_t j = 0; j < shape[3]; ++j) {
          values.push_back(static_cast<float>(
              ConvolutionAt(x, weights, geometry, first_channel, n, k, i, j) +
              (bias.empty() ? 0 : bias.values()[k])));
        }
      }
    }
  }
  return Tensor::Owned(shape, std::move(values));
}

Tensor PlainInnerProduct(const Tensor& x, const Tensor& weights,
                         const Tensor& bias) {
  const int64_t inputs = weights.shape()[1];
  const int64_t outputs = weights.shape()[0];
  std::vector<float> values;
  for (int64_t row = 0; row < ElementCount(x.shape()) / inputs; ++row) {
    for (int64_t k = 0; k < outputs; ++k) {
      double sum = bias.empty() ? 0 : bias.values()[k];
      for (int64_t c = 0; c < inputs; ++c) {
        sum += double{x.values()[row * inputs + c]} *
               weights.values()[k * inputs + c];
      }
      values.push_back(static_cast<float>(sum));
    }
  }
  Shape shape = x.shape();
  shape.back() = outputs;
  return Tensor::Owned(shape, std::move(values));
}

Tensor PlainSum(const Tensor& a, const Tensor& b) {
  std::vector<float> values(a.values().begin(), a.values().end());
  for (size_t i = 0; i < values.size(); ++i) values[i] += b.values()[i];
  return Tensor::Owned(a.shape(), std::move(values));
}

Tensor PlainActivation(const Tensor& x, const Activation& activation) {
  std::vector<float> values(x.values().begin(), x.values().end());
  for (float& value : values) {
    value = static_cast<float>(Activate(value, activation));
  }
  return Tensor::Owned(x.shape(), std::move(values));
}

std::unique_ptr<Network> NetworkOf(
    const std::vector<Shape>& inputs,
    const std::function<Value(NetworkBuilder&, absl::Span<const Value>)>& add,
    int threads) {
  NetworkOptions options;
  options.threads = threads;
  NetworkBuilder builder(options);
  std::vector<Value> values;
  for (const Shape& shape : inputs) values.push_back(builder.Input(shape));
  const Value output = add(builder, values);
  absl::StatusOr<std::unique_ptr<Network>> network = builder.Build({output});
  EXPECT_TRUE(network.ok()) << network.status();
  return network.ok() ? *std::move(network) : nullptr;
}

void ExpectNear(const Tensor& found, const Tensor& expected, float tolerance) {
  ASSERT_EQ(found.shape(), expected.shape());
  for (size_t i = 0; i < expected.values().size(); ++i) {
    ASSERT_NEAR(found.values()[i], expected.values()[i], tolerance)
        << "at " << i << " of " << ShapeText(expected.shape());
  }
}

void ExpectOutput(Network& network, absl::Span<const Tensor> inputs,
                  const Tensor& expected, float tolerance) {
  const absl::StatusOr<std::vector<Tensor>> outputs = network.Run(inputs);
  ASSERT_TRUE(outputs.ok()) << outputs.status();
  ASSERT_EQ(outputs->size(), 1);
  ExpectNear(outputs->front(), expected, tolerance);
}

}  // namespace feluda
