#include "lib/networks/onnx/import/import_activations.h"

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "lib/networks/layers/elementwise.h"
#include "lib/networks/onnx/import/node_attributes.h"

namespace feluda {
namespace {

// A bound of Clip: an input since opset 11, an attribute before.
absl::StatusOr<float> ClipBound(ImportScope& scope, const OnnxNode& node,
                                size_t index, absl::string_view attribute,
                                float otherwise) {
  if (!HasInput(node, index)) {
    return FloatAttribute(node, attribute, otherwise);
  }
  absl::StatusOr<Tensor> bound = scope.FloatsInput(node, index);
  if (!bound.ok()) return bound.status();
  if (bound->values().size() != 1) {
    return InvalidNode(node, "expected a bound of one number");
  }
  return bound->values()[0];
}

absl::StatusOr<std::optional<Activation>> ClipOf(ImportScope& scope,
                                                 const OnnxNode& node) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const auto low = ClipBound(scope, node, 1, "min", -kInfinity);
  if (!low.ok()) return low.status();
  const auto high = ClipBound(scope, node, 2, "max", kInfinity);
  if (!high.ok()) return high.status();
  if (*low == 0 && *high == kInfinity) return Activation::Relu();
  return Activation{Activation::Kind::kClip, *low, *high};
}

bool IsHardSwishGate(const OnnxNode& node) {
  return node.op_type == "HardSigmoid" &&
         std::abs(FloatAttribute(node, "alpha", 0.2f) - 1.0f / 6) < 1e-6f &&
         FloatAttribute(node, "beta", 0.5f) == 0.5f;
}

// x * gate(x), where nothing else reads x or the gate.
const OnnxNode* ProductWithGate(const ImportScope& scope,
                                const std::string& name, const OnnxNode& gate) {
  if (gate.outputs.size() != 1) return nullptr;
  const OnnxNode* const product = scope.SoleReaderOf(gate.outputs[0]);
  if (product == nullptr || product->op_type != "Mul" ||
      product->inputs.size() != 2 || product->outputs.size() != 1) {
    return nullptr;
  }
  const bool reads_both =
      (product->inputs[0] == name && product->inputs[1] == gate.outputs[0]) ||
      (product->inputs[1] == name && product->inputs[0] == gate.outputs[0]);
  return reads_both ? product : nullptr;
}

// Takes x * Sigmoid(x) and x * HardSigmoid(x).
std::optional<Activation> TakeGated(ImportScope& scope, std::string& name) {
  const auto readers = scope.ReadersOf(name);
  if (readers.size() != 2) return std::nullopt;
  for (const OnnxNode* gate : readers) {
    if (gate == nullptr || !gate->domain.empty()) continue;
    const bool is_sigmoid = gate->op_type == "Sigmoid";
    if (!is_sigmoid && !IsHardSwishGate(*gate)) continue;
    const OnnxNode* const product = ProductWithGate(scope, name, *gate);
    if (product == nullptr) continue;
    scope.MarkFused(*gate);
    scope.MarkFused(*product);
    name = product->outputs[0];
    return is_sigmoid ? Activation::Silu()
                      : Activation{Activation::Kind::kHardSwish};
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<std::optional<Activation>> ActivationOf(ImportScope& scope,
                                                       const OnnxNode& node) {
  using Kind = Activation::Kind;
  const std::string& op = node.op_type;
  if (!node.domain.empty() || node.outputs.size() != 1) return std::nullopt;
  if (op == "Relu") return Activation::Relu();
  if (op == "LeakyRelu") {
    return Activation{Kind::kRelu, FloatAttribute(node, "alpha", 0.01f)};
  }
  if (op == "Clip") return ClipOf(scope, node);
  if (op == "Sigmoid") return Activation::Sigmoid();
  if (op == "Tanh") return Activation{Kind::kTanh};
  if (op == "HardSwish") return Activation{Kind::kHardSwish};
  if (op == "Elu") {
    return Activation{Kind::kElu, FloatAttribute(node, "alpha", 1)};
  }
  if (op == "Gelu" && TextAttribute(node, "approximate", "none") == "none") {
    return Activation::Gelu();
  }
  return std::nullopt;
}

absl::StatusOr<Activation> TakeActivation(ImportScope& scope,
                                          std::string& name) {
  scope.PassCasts(name);
  if (std::optional<Activation> gated = TakeGated(scope, name)) return *gated;
  const OnnxNode* const reader = scope.SoleReaderOf(name);
  // The value may be Clip's bound, which is no activation of it.
  if (reader == nullptr || reader->inputs[0] != name) {
    return Activation::None();
  }
  absl::StatusOr<std::optional<Activation>> activation =
      ActivationOf(scope, *reader);
  if (!activation.ok()) return activation.status();
  if (!activation->has_value()) return Activation::None();
  scope.MarkFused(*reader);
  name = reader->outputs[0];
  return **activation;
}

absl::Status ImportActivation(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<ImportedValue> input = scope.Input(node, 0);
  if (!input.ok()) return input.status();
  if (input->kind != ImportedValue::Kind::kValue) {
    return UnsupportedNode(node, "of a constant");
  }
  NetworkBuilder& builder = scope.builder();
  ImportedValue output = *input;
  if (node.op_type == "HardSigmoid") {
    output.value = Activate(
        builder, node.op_type, output.value,
        {Activation::Kind::kLinear, FloatAttribute(node, "alpha", 0.2f),
         FloatAttribute(node, "beta", 0.5f)});
    output.value = Activate(builder, node.op_type, output.value,
                            {Activation::Kind::kClip, 0, 1});
    return scope.Define(node.outputs[0], std::move(output));
  }
  absl::StatusOr<std::optional<Activation>> activation =
      ActivationOf(scope, node);
  if (!activation.ok()) return activation.status();
  if (!activation->has_value()) return UnsupportedNode(node);
  output.value = Activate(builder, node.op_type, output.value, **activation);
  return scope.Define(node.outputs[0], std::move(output));
}

}  // namespace feluda
