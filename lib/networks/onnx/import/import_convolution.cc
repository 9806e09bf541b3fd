#include "lib/networks/onnx/import/import_convolution.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/networks/layers/convolution.h"
#include "lib/networks/onnx/import/import_activations.h"
#include "lib/networks/onnx/import/import_affine.h"
#include "lib/networks/onnx/import/node_attributes.h"
#include "lib/networks/onnx/import/window_attributes.h"

namespace feluda {
namespace {

absl::Status CheckShapes(const OnnxNode& node, const Shape& input,
                         const ConvolutionParameters& parameters) {
  const Shape& weights = parameters.weights.shape();
  const int64_t groups = parameters.groups;
  if (weights.size() != 4) {
    return UnsupportedNode(
        node, absl::StrCat("its weights have the shape ", ShapeText(weights)));
  }
  if (groups < 1 || weights[0] < 1 || weights[0] % groups != 0 ||
      input[1] % groups != 0 || weights[1] != input[1] / groups) {
    return InvalidNode(
        node,
        absl::StrCat("weights of ", ShapeText(weights), " in ", groups,
                     " groups do not fit an input of ", ShapeText(input)));
  }
  const Shape& bias = parameters.bias.shape();
  if (!parameters.bias.empty() && bias != Shape{weights[0]}) {
    return InvalidNode(node, absl::StrCat("expected a bias of ", weights[0],
                                          ", found ", ShapeText(bias)));
  }
  return absl::OkStatus();
}

absl::StatusOr<ConvolutionParameters> ParametersOf(ImportScope& scope,
                                                   const OnnxNode& node,
                                                   const Shape& input) {
  ConvolutionParameters parameters;
  absl::StatusOr<Tensor> weights = scope.FloatsInput(node, 1);
  if (!weights.ok()) return weights.status();
  parameters.weights = *std::move(weights);
  if (HasInput(node, 2)) {
    absl::StatusOr<Tensor> bias = scope.FloatsInput(node, 2);
    if (!bias.ok()) return bias.status();
    parameters.bias = *std::move(bias);
  }
  parameters.groups = IntAttribute(node, "group", 1);
  absl::Status status = CheckShapes(node, input, parameters);
  if (!status.ok()) return status;
  const Shape& shape = parameters.weights.shape();
  const auto window = WindowOf(node, input, {shape[2], shape[3]});
  if (!window.ok()) return window.status();
  parameters.geometry = {window->strides, window->dilations, window->pad_before,
                         window->pad_after};
  return parameters;
}

// The shape that the convolution gives; sizes below 1 if it gives none.
Shape OutputOf(const Shape& input, const ConvolutionParameters& parameters) {
  const Shape& weights = parameters.weights.shape();
  const ConvolutionGeometry& geometry = parameters.geometry;
  Shape output = {input[0], weights[0], 0, 0};
  for (size_t i = 0; i < 2; ++i) {
    const int64_t reach = (weights[2 + i] - 1) * geometry.dilations[i] + 1;
    const int64_t room =
        input[2 + i] + geometry.pad_before[i] + geometry.pad_after[i] - reach;
    output[2 + i] = room < 0 ? 0 : room / geometry.strides[i] + 1;
  }
  return output;
}

// If all that happens to the value is a sum with a value of the same shape that
// is known by now, takes it as the residual.
absl::Status TakeResidual(ImportScope& scope, std::string& name,
                          const Shape& output, Value& residual) {
  const OnnxNode* const sum = scope.SoleReaderOf(name);
  if (sum == nullptr || sum->op_type != "Add" || !sum->domain.empty() ||
      sum->inputs.size() != 2 || sum->outputs.size() != 1) {
    return absl::OkStatus();
  }
  const size_t other = sum->inputs[0] == name ? 1 : 0;
  if (!scope.Knows(sum->inputs[other]) ||
      scope.IsConstant(sum->inputs[other])) {
    return absl::OkStatus();
  }
  absl::StatusOr<ImportedValue> input = scope.Input(*sum, other);
  if (!input.ok()) return input.status();
  if (scope.ShapeInGraph(*input) != output) return absl::OkStatus();
  residual = scope.InGraphOrder(*input);
  scope.MarkFused(*sum);
  name = sum->outputs[0];
  return absl::OkStatus();
}

}  // namespace

absl::Status ImportConvolution(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<Value> x = scope.ImageInput(node, 0);
  if (!x.ok()) return x.status();
  const Shape input = scope.builder().ShapeOf(*x);
  auto parameters = ParametersOf(scope, node, input);
  if (!parameters.ok()) return parameters.status();
  std::string name = node.outputs[0];
  const Shape output = OutputOf(input, *parameters);
  const auto tail = TakeAffine(scope, name, /*rank=*/4, /*channel=*/1,
                               /*channels=*/output[1]);
  if (!tail.ok()) return tail.status();
  Apply(*tail, parameters->weights, parameters->bias);
  absl::Status status = TakeResidual(scope, name, output, parameters->residual);
  if (!status.ok()) return status;
  const auto activation = TakeActivation(scope, name);
  if (!activation.ok()) return activation.status();
  parameters->activation = *activation;
  return scope.DefineValue(
      name, Convolution(scope.builder(),
                        node.name.empty() ? node.outputs[0] : node.name, *x,
                        *std::move(parameters)));
}

// A depthwise convolution of one pixel scales and offsets each channel.
absl::Status ImportNormalization(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<Value> x = scope.ImageInput(node, 0);
  if (!x.ok()) return x.status();
  const int64_t channels = scope.builder().ShapeOf(*x)[1];
  const auto tail = AffineOfNormalization(scope, node, channels);
  if (!tail.ok()) return tail.status();
  ConvolutionParameters parameters;
  parameters.groups = channels;
  parameters.weights =
      Tensor::Owned({channels, 1, 1, 1}, std::vector<float>(channels, 1));
  Apply(*tail, parameters.weights, parameters.bias);
  std::string name = node.outputs[0];
  const auto activation = TakeActivation(scope, name);
  if (!activation.ok()) return activation.status();
  parameters.activation = *activation;
  return scope.DefineValue(
      name, Convolution(scope.builder(),
                        node.name.empty() ? node.outputs[0] : node.name, *x,
                        std::move(parameters)));
}

}  // namespace feluda
