#include "lib/networks/layers/convolution.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/layers/mismatch.h"
#include "lib/networks/onednn/packed_weights.h"
#include "lib/networks/winograd/winograd.h"
#include "lib/networks/winograd/winograd_products.h"
#include "lib/networks/winograd/winograd_weights.h"

namespace feluda {
namespace {

// oneDNN has the groups as a dimension of their own.
Tensor Grouped(const Tensor& weights, int64_t groups) {
  const Shape& shape = weights.shape();
  if (groups == 1) return weights;
  return weights.Reshaped(
      {groups, shape[0] / groups, shape[1], shape[2], shape[3]});
}

class ConvolutionLayer : public Layer {
 public:
  explicit ConvolutionLayer(const ConvolutionParameters& parameters)
      : shape_(parameters.weights.shape()),
        geometry_(parameters.geometry),
        groups_(parameters.groups),
        activation_(parameters.activation),
        bias_(parameters.bias.values().begin(), parameters.bias.values().end()),
        plain_(parameters.weights) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const absl::StatusOr<Shape> output = OutputShape(inputs[0].shape());
    if (!output.ok()) return output.status();
    const bool residual = inputs.size() > 1;
    if (residual && inputs[1].shape() != *output) {
      return Mismatch("what is added", ShapeText(*output), inputs[1].shape());
    }
    if (!chosen_) ChooseAlgorithm(inputs[0].shape());
    if (winograd_ != nullptr) {
      return WinogradStep(geometry_, inputs[0].shape(), *output, residual,
                          activation_, bias_, *winograd_);
    }
    return ConvolutionStep(geometry_, inputs[0], *output, residual, activation_,
                           bias_, *weights_);
  }

 private:
  absl::StatusOr<Shape> OutputShape(const Shape& input) const {
    const int64_t channels = shape_[1] * groups_;
    if (input.size() != 4 || input[1] != channels) {
      return Mismatch("its input",
                      absl::StrCat("{batch, ", channels, ", height, width}"),
                      input);
    }
    Shape output = {input[0], shape_[0], 0, 0};
    for (size_t i = 0; i < 2; ++i) {
      const int64_t reach = geometry_.dilations[i] * (shape_[2 + i] - 1) + 1;
      const int64_t padded =
          input[2 + i] + geometry_.pad_before[i] + geometry_.pad_after[i];
      if (padded < reach) {
        return absl::InvalidArgumentError(
            absl::StrCat("its input ", ShapeText(input),
                         " with its padding is smaller "
                         "than its window of ",
                         shape_[2], "x", shape_[3]));
      }
      output[2 + i] = (padded - reach) / geometry_.strides[i] + 1;
    }
    return output;
  }

  // For good, since the weights are packed for it.
  void ChooseAlgorithm(const Shape& input) {
    const size_t results =
        WinogradResults(geometry_, groups_, activation_, input, shape_);
    if (results != 0) {
      winograd_ =
          std::make_unique<WinogradWeights>(plain_, results, WinogradPanel());
    } else {
      weights_ = std::make_unique<PackedWeights>(Grouped(plain_, groups_));
    }
    plain_ = Tensor();
    chosen_ = true;
  }

  const Shape shape_;  // of the weights, ungrouped
  const ConvolutionGeometry geometry_;
  const int64_t groups_;
  const Activation activation_;
  const std::vector<float> bias_;
  bool chosen_ = false;
  Tensor plain_;  // until then
  std::unique_ptr<WinogradWeights> winograd_;
  std::unique_ptr<PackedWeights> weights_;
};

absl::Status Check(const ConvolutionParameters& parameters) {
  const Shape& shape = parameters.weights.shape();
  const int64_t groups = parameters.groups;
  if (shape.size() != 4 || parameters.weights.empty() || groups < 1 ||
      shape[0] % groups != 0) {
    return Mismatch(
        "the weights",
        absl::StrCat("{outputs, channels / ", groups,
                     ", height, width}, the outputs a multiple of ", groups),
        shape);
  }
  if (!parameters.bias.empty() && parameters.bias.shape() != Shape{shape[0]}) {
    return Mismatch("the bias", absl::StrCat(shape[0]),
                    parameters.bias.shape());
  }
  return absl::OkStatus();
}

}  // namespace

ConvolutionGeometry Window(int64_t stride, int64_t padding) {
  ConvolutionGeometry geometry;
  geometry.strides = {stride, stride};
  geometry.pad_before = geometry.pad_after = {padding, padding};
  return geometry;
}

Value Convolution(NetworkBuilder& builder, absl::string_view name, Value x,
                  ConvolutionParameters parameters) {
  if (!builder.status().ok()) return {};
  const absl::Status status = Check(parameters);
  if (!status.ok()) {
    builder.Fail(
        absl::InvalidArgumentError(absl::StrCat(name, ": ", status.message())));
    return {};
  }
  std::vector<Value> inputs = {x};
  if (parameters.residual.index >= 0) inputs.push_back(parameters.residual);
  auto layer = std::make_unique<ConvolutionLayer>(parameters);
  // From here on the layer alone holds the weights, and lets go of them.
  parameters = {};
  return builder.Add(name, std::move(layer), inputs);
}

}  // namespace feluda
