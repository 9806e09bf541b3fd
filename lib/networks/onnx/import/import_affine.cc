#include "lib/networks/onnx/import/import_affine.h"

#include <cmath>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/networks/onnx/import/node_attributes.h"

namespace feluda {
namespace {

// A constant's value for each channel, if it varies along that dimension alone.
// ONNX aligns shapes at their ends.
std::optional<std::vector<double>> ByChannel(const Tensor& constant,
                                             size_t rank, size_t channel,
                                             int64_t channels) {
  const Shape& shape = constant.shape();
  const size_t count = constant.values().size();
  if (shape.size() > rank || count == 0) return std::nullopt;
  if (count == 1) {
    return std::vector<double>(channels, constant.values()[0]);
  }
  const size_t missing = rank - shape.size();
  if (channel < missing || shape[channel - missing] != channels ||
      count != static_cast<size_t>(channels)) {
    return std::nullopt;
  }
  return std::vector<double>(constant.values().begin(),
                             constant.values().end());
}

void Scale(AffineTail& tail, const std::vector<double>& factors) {
  for (size_t i = 0; i < factors.size(); ++i) {
    tail.scale[i] *= factors[i];
    tail.offset[i] *= factors[i];
  }
}

void Shift(AffineTail& tail, const std::vector<double>& terms, double sign) {
  for (size_t i = 0; i < terms.size(); ++i) tail.offset[i] += sign * terms[i];
}

// Applies a node of one constant, which is its second input unless the order
// does not matter; false where it is something else.
bool ApplyBinary(const OnnxNode& node, std::vector<double> values,
                 bool constant_is_second, AffineTail& tail) {
  const std::string& op = node.op_type;
  if (op == "Mul") {
    Scale(tail, values);
  } else if (op == "Add") {
    Shift(tail, values, 1);
  } else if (op == "Sub" && constant_is_second) {
    Shift(tail, values, -1);
  } else if (op == "Div" && constant_is_second) {
    for (double& value : values) value = 1 / value;
    Scale(tail, values);
  } else {
    return false;
  }
  return true;
}

AffineTail NoChange(int64_t channels) {
  return {std::vector<double>(channels, 1), std::vector<double>(channels, 0)};
}

bool IsBinary(const OnnxNode& node) {
  return node.domain.empty() && node.inputs.size() == 2 &&
         node.outputs.size() == 1;
}

// Whether the node was such an operation and is in `tail` now.
absl::StatusOr<bool> TakeNode(ImportScope& scope, const OnnxNode& node,
                              const std::string& name, size_t rank,
                              size_t channel, AffineTail& tail) {
  const int64_t channels = tail.scale.size();
  if (node.op_type == "BatchNormalization" && channel == 1) {
    absl::StatusOr<AffineTail> next =
        AffineOfNormalization(scope, node, channels);
    if (!next.ok()) return next.status();
    Scale(tail, next->scale);
    Shift(tail, next->offset, 1);
    return true;
  }
  if (!IsBinary(node)) return false;
  const size_t other = node.inputs[0] == name ? 1 : 0;
  if (!scope.IsConstant(node.inputs[other])) return false;
  absl::StatusOr<ImportedValue> input = scope.Input(node, other);
  if (!input.ok()) return input.status();
  if (input->kind != ImportedValue::Kind::kFloats) return false;
  auto values = ByChannel(input->floats, rank, channel, channels);
  if (!values.has_value()) return false;
  return ApplyBinary(node, *std::move(values), other == 1, tail);
}

}  // namespace

absl::StatusOr<AffineTail> AffineOfNormalization(ImportScope& scope,
                                                 const OnnxNode& node,
                                                 int64_t channels) {
  if (IntAttribute(node, "training_mode", 0) != 0) {
    return UnsupportedNode(node, "in training mode");
  }
  Tensor parts[4];  // gamma, beta, mean, variance
  for (size_t i = 0; i < 4; ++i) {
    absl::StatusOr<Tensor> part = scope.FloatsInput(node, i + 1);
    if (!part.ok()) return part.status();
    if (part->shape() != Shape{channels}) {
      return InvalidNode(
          node, absl::StrCat("expected its input ", i + 1, " of the shape ",
                             channels, ", found ", ShapeText(part->shape())));
    }
    parts[i] = *std::move(part);
  }
  const double epsilon = FloatAttribute(node, "epsilon", 1e-5f);
  AffineTail tail = NoChange(channels);
  for (int64_t i = 0; i < channels; ++i) {
    tail.scale[i] =
        parts[0].values()[i] / std::sqrt(parts[3].values()[i] + epsilon);
    tail.offset[i] =
        parts[1].values()[i] - parts[2].values()[i] * tail.scale[i];
  }
  return tail;
}

absl::StatusOr<AffineTail> TakeAffine(ImportScope& scope, std::string& name,
                                      size_t rank, size_t channel,
                                      int64_t channels) {
  AffineTail tail = NoChange(channels);
  bool is_changed = false;
  scope.PassCasts(name);
  while (const OnnxNode* reader = scope.SoleReaderOf(name)) {
    absl::StatusOr<bool> taken =
        TakeNode(scope, *reader, name, rank, channel, tail);
    if (!taken.ok()) return taken.status();
    if (!*taken) break;
    is_changed = true;
    scope.MarkFused(*reader);
    name = reader->outputs[0];
    scope.PassCasts(name);
  }
  return is_changed ? tail : AffineTail();
}

void Apply(const AffineTail& tail, Tensor& weights, Tensor& bias) {
  const size_t outputs = tail.scale.size();
  if (outputs == 0) return;
  std::vector<float> scaled(weights.values().begin(), weights.values().end());
  const size_t inputs = scaled.size() / outputs;
  for (size_t i = 0; i < scaled.size(); ++i) {
    scaled[i] = static_cast<float>(scaled[i] * tail.scale[i / inputs]);
  }
  std::vector<float> moved(outputs);
  for (size_t i = 0; i < outputs; ++i) {
    const double before = bias.empty() ? 0 : bias.values()[i];
    moved[i] = static_cast<float>(before * tail.scale[i] + tail.offset[i]);
  }
  weights = Tensor::Owned(weights.shape(), std::move(scaled));
  bias = Tensor::Owned({static_cast<int64_t>(outputs)}, std::move(moved));
}

}  // namespace feluda
