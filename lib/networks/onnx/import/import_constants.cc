#include "lib/networks/onnx/import/import_constants.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "lib/networks/layers/plain/transposition.h"
#include "lib/networks/onnx/import/node_attributes.h"
#include "lib/networks/onnx/import/size_lists.h"
#include "lib/networks/onnx/import/target_shape.h"
#include "lib/networks/weights/half_floats.h"

namespace feluda {
namespace {

using Kind = ImportedValue::Kind;
using Folded = absl::StatusOr<ImportedValue>;

ImportedValue OfFloats(std::vector<float> floats, Shape shape) {
  ImportedValue constant;
  constant.kind = Kind::kFloats;
  constant.floats = Tensor::Owned(std::move(shape), std::move(floats));
  return constant;
}

Folded FoldConstantNode(ImportScope& scope, const OnnxNode& node) {
  if (node.attributes.size() != 1) return UnsupportedNode(node);
  const OnnxAttribute& value = node.attributes[0];
  if (value.name == "value") return ImportTensor(scope.model(), value.t);
  if (value.name == "value_int") return OfInts({value.i}, {});
  if (value.name == "value_ints") return OfInts(value.ints);
  if (value.name == "value_float") return OfFloats({value.f}, {});
  if (value.name == "value_floats") {
    const int64_t count = value.floats.size();
    return OfFloats(value.floats, {count});
  }
  return UnsupportedNode(node, value.name);
}

// The sizes are those for the input that the network is built for. Reshapes to
// the batch that is there take any other (target_shape.h).
Folded FoldShape(ImportScope& scope, const OnnxNode& node) {
  Folded input = scope.Input(node, 0);
  if (!input.ok()) return input;
  const Shape shape = scope.ShapeInGraph(*input);
  const int64_t rank = shape.size();
  const auto clamp = [rank](int64_t place) {
    return std::clamp<int64_t>(place < 0 ? place + rank : place, 0, rank);
  };
  const int64_t start = clamp(IntAttribute(node, "start", 0));
  const int64_t end = clamp(IntAttribute(node, "end", rank));
  if (start >= end) return OfInts({});
  return OfInts({shape.begin() + start, shape.begin() + end});
}

ImportedValue RoundedConstant(const ImportedValue& input) {
  const absl::Span<const float> values = input.floats.values();
  std::vector<float> rounded(values.size());
  RoundToFloat16(values, rounded.data());
  return OfFloats(std::move(rounded), input.floats.shape());
}

Folded FoldCast(const OnnxNode& node, const ImportedValue& input) {
  const int64_t to = IntAttribute(node, "to", 0);
  if (input.kind == Kind::kFloats && to == onnx_types::kFloat16) {
    return RoundedConstant(input);
  }
  const bool to_float = to == onnx_types::kFloat;
  const bool to_int = to == onnx_types::kInt64 || to == onnx_types::kInt32;
  if (input.kind == Kind::kInts && to_float) {
    return OfFloats({input.ints.begin(), input.ints.end()}, input.ints_shape);
  }
  if ((input.kind == Kind::kInts && to_int) ||
      (input.kind == Kind::kFloats && to_float)) {
    return input;
  }
  if (input.kind != Kind::kFloats || !to_int) return UnsupportedNode(node);
  std::vector<int64_t> ints;
  for (const float value : input.floats.values()) {
    if (!(std::abs(value) < 0x1p31f)) return UnsupportedNode(node);
    ints.push_back(static_cast<int64_t>(value));
  }
  return OfInts(std::move(ints), input.floats.shape());
}

// Sizes are small; what would overflow is no size.
absl::StatusOr<int64_t> Compute(const OnnxNode& node, int64_t a, int64_t b) {
  int64_t result = 0;
  bool overflows = false;
  if (node.op_type == "Add") overflows = __builtin_add_overflow(a, b, &result);
  if (node.op_type == "Sub") overflows = __builtin_sub_overflow(a, b, &result);
  if (node.op_type == "Mul") overflows = __builtin_mul_overflow(a, b, &result);
  if (node.op_type == "Div") {
    overflows = b == 0 || (b == -1 && a == std::numeric_limits<int64_t>::min());
    if (!overflows) result = a / b;
  }
  if (overflows) return InvalidNode(node, "its numbers overflow");
  return result;
}

Folded FoldArithmetic(ImportScope& scope, const OnnxNode& node,
                      const ImportedValue& a) {
  Folded b = scope.Input(node, 1);
  if (!b.ok()) return b;
  if (a.kind != Kind::kInts || b->kind != Kind::kInts) {
    return UnsupportedNode(node, "of constants of floats");
  }
  const ImportedValue& larger = a.ints.size() >= b->ints.size() ? a : *b;
  const size_t count = larger.ints.size();
  if ((a.ints.size() != count && a.ints.size() != 1) ||
      (b->ints.size() != count && b->ints.size() != 1)) {
    return UnsupportedNode(node, "of lists of several lengths");
  }
  std::vector<int64_t> results;
  for (size_t i = 0; i < count; ++i) {
    const auto result = Compute(node, a.ints[a.ints.size() == 1 ? 0 : i],
                                b->ints[b->ints.size() == 1 ? 0 : i]);
    if (!result.ok()) return result.status();
    results.push_back(*result);
  }
  return OfInts(std::move(results), larger.ints_shape);
}

Folded FoldTranspose(const OnnxNode& node, const ImportedValue& input) {
  if (input.kind != Kind::kFloats) return UnsupportedNode(node);
  const auto order = TransposeOrder(node, input.floats.shape().size());
  if (!order.ok()) return order.status();
  ImportedValue constant = input;
  constant.floats = Transposed(input.floats, *order);
  return constant;
}

// Reshape, Flatten, Squeeze and Unsqueeze.
Folded FoldReshape(ImportScope& scope, const OnnxNode& node,
                   const ImportedValue& input) {
  const auto shape = TargetShape(scope, node, scope.ShapeInGraph(input));
  if (!shape.ok()) return shape.status();
  ImportedValue constant = input;
  if (input.kind == Kind::kInts) {
    constant.ints_shape = *shape;
  } else {
    constant.floats = input.floats.Reshaped(*shape);
  }
  return constant;
}

Folded Fold(ImportScope& scope, const OnnxNode& node,
            const ImportedValue& input) {
  const std::string& op = node.op_type;
  if (op == "Identity" || op == "Dropout") return input;
  if (op == "Cast") return FoldCast(node, input);
  if (op == "Gather") return FoldGather(scope, node, input);
  if (op == "Concat") return FoldConcat(scope, node);
  if (op == "Slice") return FoldSlice(scope, node, input);
  if (op == "Transpose") return FoldTranspose(node, input);
  if (IsReshape(node)) return FoldReshape(scope, node, input);
  if (op == "Add" || op == "Sub" || op == "Mul" || op == "Div") {
    return FoldArithmetic(scope, node, input);
  }
  return UnsupportedNode(node, "of constants");
}

bool HasOnlyConstants(const ImportScope& scope, const OnnxNode& node) {
  return !node.inputs.empty() &&
         std::all_of(node.inputs.begin(), node.inputs.end(),
                     [&scope](const std::string& name) {
                       return name.empty() || scope.IsConstant(name);
                     });
}

}  // namespace

absl::StatusOr<bool> ImportConstant(ImportScope& scope, const OnnxNode& node) {
  Folded folded = OfInts({});
  if (node.op_type == "Constant") {
    folded = FoldConstantNode(scope, node);
  } else if (node.op_type == "Shape") {
    folded = FoldShape(scope, node);
  } else if (HasOnlyConstants(scope, node)) {
    const Folded input = scope.Input(node, 0);
    if (!input.ok()) return input.status();
    folded = Fold(scope, node, *input);
  } else {
    return false;
  }
  if (!folded.ok()) return folded.status();
  const absl::Status status = scope.Define(node.outputs[0], *std::move(folded));
  if (!status.ok()) return status;
  return true;
}

}  // namespace feluda
