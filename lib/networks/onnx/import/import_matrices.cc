#include "lib/networks/onnx/import/import_matrices.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/networks/layers/inner_product.h"
#include "lib/networks/layers/plain/transposition.h"
#include "lib/networks/onnx/import/import_activations.h"
#include "lib/networks/onnx/import/import_affine.h"
#include "lib/networks/onnx/import/node_attributes.h"

namespace feluda {
namespace {

// The product of rows with weights of {outputs, inputs}.
absl::Status Import(ImportScope& scope, const OnnxNode& node,
                    InnerProductParameters parameters) {
  absl::StatusOr<Value> x = scope.ValueInput(node, 0);
  if (!x.ok()) return x.status();
  const Shape input = scope.builder().ShapeOf(*x);
  const Shape weights = parameters.weights.shape();
  if (input.size() != 2) {
    return UnsupportedNode(node,
                           absl::StrCat("of the shape ", ShapeText(input)));
  }
  if (input[1] != weights[1] || weights[0] < 1) {
    return InvalidNode(
        node, absl::StrCat("a matrix of ", weights[1], " inputs does not fit ",
                           ShapeText(input)));
  }
  std::string name = node.outputs[0];
  const auto tail = TakeAffine(scope, name, /*rank=*/2, /*channel=*/1,
                               /*channels=*/weights[0]);
  if (!tail.ok()) return tail.status();
  Apply(*tail, parameters.weights, parameters.bias);
  const auto activation = TakeActivation(scope, name);
  if (!activation.ok()) return activation.status();
  parameters.activation = *activation;
  return scope.DefineValue(
      name, InnerProduct(scope.builder(),
                         node.name.empty() ? node.outputs[0] : node.name, *x,
                         std::move(parameters)));
}

// The constant matrix as {outputs, inputs}.
absl::StatusOr<Tensor> MatrixOf(ImportScope& scope, const OnnxNode& node,
                                bool is_transposed) {
  absl::StatusOr<Tensor> matrix = scope.FloatsInput(node, 1);
  if (!matrix.ok()) return matrix.status();
  if (matrix->shape().size() != 2) {
    return UnsupportedNode(
        node, absl::StrCat("with the shape ", ShapeText(matrix->shape())));
  }
  return is_transposed ? *matrix : Transposed(*matrix, {1, 0});
}

absl::StatusOr<Tensor> BiasOf(ImportScope& scope, const OnnxNode& node,
                              int64_t outputs, float factor) {
  if (!HasInput(node, 2)) return Tensor();
  absl::StatusOr<Tensor> bias = scope.FloatsInput(node, 2);
  if (!bias.ok()) return bias.status();
  std::vector<float> values(bias->values().begin(), bias->values().end());
  if (values.size() == 1) values.resize(outputs, values[0]);
  if (values.size() != static_cast<size_t>(outputs) ||
      (outputs > 1 && bias->values().size() > 1 &&
       bias->shape().back() != outputs)) {
    return UnsupportedNode(node, absl::StrCat("with a bias of the shape ",
                                              ShapeText(bias->shape())));
  }
  for (float& value : values) value *= factor;
  return Tensor::Owned({outputs}, std::move(values));
}

}  // namespace

absl::Status ImportGemm(ImportScope& scope, const OnnxNode& node) {
  if (IntAttribute(node, "transA", 0) != 0) {
    return UnsupportedNode(node, "of a transposed input");
  }
  InnerProductParameters parameters;
  auto matrix = MatrixOf(scope, node, IntAttribute(node, "transB", 0) != 0);
  if (!matrix.ok()) return matrix.status();
  parameters.weights = *std::move(matrix);
  const int64_t outputs = parameters.weights.shape()[0];
  const double alpha = FloatAttribute(node, "alpha", 1);
  if (alpha != 1) {
    Apply(
        {std::vector<double>(outputs, alpha), std::vector<double>(outputs, 0)},
        parameters.weights, parameters.bias);
  }
  auto bias = BiasOf(scope, node, outputs, FloatAttribute(node, "beta", 1));
  if (!bias.ok()) return bias.status();
  parameters.bias = *std::move(bias);
  return Import(scope, node, std::move(parameters));
}

absl::Status ImportMatMul(ImportScope& scope, const OnnxNode& node) {
  InnerProductParameters parameters;
  auto matrix = MatrixOf(scope, node, /*is_transposed=*/false);
  if (!matrix.ok()) return matrix.status();
  parameters.weights = *std::move(matrix);
  return Import(scope, node, std::move(parameters));
}

}  // namespace feluda
