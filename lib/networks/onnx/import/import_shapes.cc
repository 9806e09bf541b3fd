#include "lib/networks/onnx/import/import_shapes.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "lib/networks/layers/plain/concatenation.h"
#include "lib/networks/layers/plain/padding.h"
#include "lib/networks/layers/plain/softmax.h"
#include "lib/networks/layers/reshape.h"
#include "lib/networks/onnx/import/node_attributes.h"
#include "lib/networks/onnx/import/target_shape.h"

namespace feluda {
namespace {

using Kind = ImportedValue::Kind;

// No border of an image is wider; the limit keeps sizes from overflowing.
constexpr int64_t kMaxPad = 1 << 14;

absl::StatusOr<ImportedValue> InputValue(ImportScope& scope,
                                         const OnnxNode& node, size_t index) {
  absl::StatusOr<ImportedValue> input = scope.Input(node, index);
  if (input.ok() && input->kind != Kind::kValue) {
    return UnsupportedNode(node, "with a constant");
  }
  return input;
}

// The sizes before and after each dimension, one half after the other: an input
// since opset 11, an attribute before.
absl::StatusOr<std::vector<int64_t>> PadsOf(ImportScope& scope,
                                            const OnnxNode& node) {
  if (HasInput(node, 3)) return UnsupportedNode(node, "with axes");
  if (HasInput(node, 1)) return scope.IntsInput(node, 1);
  return IntsAttribute(node, "pads", {});
}

absl::StatusOr<float> PadValueOf(ImportScope& scope, const OnnxNode& node) {
  if (!HasInput(node, 2)) return FloatAttribute(node, "value", 0);
  absl::StatusOr<Tensor> value = scope.FloatsInput(node, 2);
  if (!value.ok()) return value.status();
  if (value->values().size() != 1) return InvalidNode(node, "its value");
  return value->values()[0];
}

}  // namespace

absl::Status ImportIdentity(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<ImportedValue> x = InputValue(scope, node, 0);
  if (!x.ok()) return x.status();
  if (node.op_type == "Dropout" && HasInput(node, 2)) {
    const auto trains = scope.IntsInput(node, 2);
    if (!trains.ok()) return trains.status();
    if (*trains != std::vector<int64_t>{0}) {
      return UnsupportedNode(node, "in training mode");
    }
  }
  if (node.outputs.size() > 1 && !scope.ReadersOf(node.outputs[1]).empty()) {
    return UnsupportedNode(node, "whose second output is read");
  }
  return scope.Define(node.outputs[0], *std::move(x));
}

absl::Status ImportTranspose(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<ImportedValue> x = InputValue(scope, node, 0);
  if (!x.ok()) return x.status();
  const auto order = TransposeOrder(node, x->order.size());
  if (!order.ok()) return order.status();
  ImportedValue transposed = *x;
  for (size_t i = 0; i < order->size(); ++i) {
    transposed.order[i] = x->order[(*order)[i]];
  }
  return scope.Define(node.outputs[0], std::move(transposed));
}

absl::Status ImportReshape(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<Value> x = scope.ValueInput(node, 0);
  if (!x.ok()) return x.status();
  const Shape input = scope.builder().ShapeOf(*x);
  absl::StatusOr<Shape> target = TargetShape(scope, node, input);
  if (!target.ok()) return target.status();
  if (!input.empty() && !target->empty() && (*target)[0] == input[0]) {
    (*target)[0] = 0;
  }
  return scope.DefineValue(node.outputs[0],
                           Reshape(scope.builder(), node.op_type, *x, *target));
}

absl::Status ImportConcat(ImportScope& scope, const OnnxNode& node) {
  std::vector<ImportedValue> parts;
  for (size_t i = 0; i < node.inputs.size(); ++i) {
    absl::StatusOr<ImportedValue> part = InputValue(scope, node, i);
    if (!part.ok()) return part.status();
    parts.push_back(*std::move(part));
  }
  if (parts.empty()) return InvalidNode(node, "it has no input");
  const bool is_ordered = std::all_of(parts.begin(), parts.end(),
                                      [&parts](const ImportedValue& part) {
                                        return part.order == parts[0].order;
                                      });
  const auto axis =
      AxisOf(node, IntAttribute(node, "axis", 1), parts[0].order.size());
  if (!axis.ok()) return axis.status();
  std::vector<Value> values;
  for (const ImportedValue& part : parts) {
    values.push_back(is_ordered ? part.value : scope.InGraphOrder(part));
  }
  NetworkBuilder& builder = scope.builder();
  if (!is_ordered) {
    return scope.DefineValue(
        node.outputs[0], Concatenation(builder, node.op_type, values, *axis));
  }
  ImportedValue joined = parts[0];
  joined.value =
      Concatenation(builder, node.op_type, values, parts[0].order[*axis]);
  return scope.Define(node.outputs[0], std::move(joined));
}

absl::Status ImportPad(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<ImportedValue> x = InputValue(scope, node, 0);
  if (!x.ok()) return x.status();
  const auto pads = PadsOf(scope, node);
  if (!pads.ok()) return pads.status();
  const auto value = PadValueOf(scope, node);
  if (!value.ok()) return value.status();
  if (TextAttribute(node, "mode", "constant") != "constant" ||
      x->order.size() != 4 || pads->size() != 8) {
    return UnsupportedNode(node, "of this mode or shape");
  }
  Shape before(4), after(4);
  for (size_t i = 0; i < 4; ++i) {
    before[x->order[i]] = (*pads)[i];
    after[x->order[i]] = (*pads)[4 + i];
  }
  for (size_t i = 0; i < 4; ++i) {
    const int64_t most = i < 2 ? 0 : kMaxPad;
    if (before[i] < 0 || before[i] > most || after[i] < 0 || after[i] > most) {
      return UnsupportedNode(node, "of this size");
    }
  }
  ImportedValue padded = *x;
  padded.value = Padding(scope.builder(), node.op_type, x->value,
                         {before[2], before[3]}, {after[2], after[3]}, *value);
  return scope.Define(node.outputs[0], std::move(padded));
}

absl::Status ImportSoftmax(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<Value> x = scope.ValueInput(node, 0);
  if (!x.ok()) return x.status();
  const size_t rank = scope.builder().ShapeOf(*x).size();
  const int64_t otherwise = scope.model().opset < 13 ? 1 : -1;
  const auto axis = AxisOf(node, IntAttribute(node, "axis", otherwise), rank);
  if (!axis.ok()) return axis.status();
  if (rank != 2 || *axis != 1) {
    return UnsupportedNode(node, "not along the last of two dimensions");
  }
  return scope.DefineValue(node.outputs[0],
                           Softmax(scope.builder(), node.op_type, *x));
}

}  // namespace feluda
