#include "lib/networks/onnx/import/import_elementwise.h"

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/networks/layers/elementwise.h"
#include "lib/networks/layers/plain/constant.h"
#include "lib/networks/layers/plain/transposition.h"
#include "lib/networks/onnx/import/import_activations.h"
#include "lib/networks/onnx/import/node_attributes.h"

namespace feluda {
namespace {

std::optional<BinaryKind> KindOf(const OnnxNode& node) {
  if (node.op_type == "Add") return BinaryKind::kAdd;
  if (node.op_type == "Sub") return BinaryKind::kSubtract;
  if (node.op_type == "Mul") return BinaryKind::kMultiply;
  if (node.op_type == "Div") return BinaryKind::kDivide;
  if (node.op_type == "Min") return BinaryKind::kMinimum;
  if (node.op_type == "Max") return BinaryKind::kMaximum;
  return std::nullopt;
}

// What a number does to each element: a function of one value.
std::optional<Activation> WithNumber(BinaryKind kind, float number,
                                     bool number_is_second) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  using Kind = Activation::Kind;
  switch (kind) {
    case BinaryKind::kAdd:
      return Activation{Kind::kLinear, 1, number};
    case BinaryKind::kSubtract:
      return number_is_second ? Activation{Kind::kLinear, 1, -number}
                              : Activation{Kind::kLinear, -1, number};
    case BinaryKind::kMultiply:
      return Activation{Kind::kLinear, number, 0};
    case BinaryKind::kDivide:
      if (!number_is_second || number == 0) return std::nullopt;
      return Activation{Kind::kLinear, 1 / number, 0};
    case BinaryKind::kMinimum:
      return Activation{Kind::kClip, -kInfinity, number};
    case BinaryKind::kMaximum:
      return Activation{Kind::kClip, number, kInfinity};
  }
  return std::nullopt;
}

bool Commutes(BinaryKind kind) {
  return kind != BinaryKind::kSubtract && kind != BinaryKind::kDivide;
}

// Whether `b` has the rank of `a` and a size of 1 or of a's everywhere.
bool Broadcasts(const Shape& a, const Shape& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (b[i] != 1 && b[i] != a[i]) return false;
  }
  return true;
}

// ONNX aligns shapes at their ends; this adds what is missing in front.
Shape OfRank(Shape shape, size_t rank) {
  if (shape.size() < rank) shape.insert(shape.begin(), rank - shape.size(), 1);
  return shape;
}

// The order that undoes another.
std::vector<size_t> Inverse(const std::vector<size_t>& order) {
  std::vector<size_t> inverse(order.size());
  for (size_t i = 0; i < order.size(); ++i) inverse[order[i]] = i;
  return inverse;
}

class BinaryImport {
 public:
  BinaryImport(ImportScope& scope, const OnnxNode& node, BinaryKind kind)
      : scope_(scope), node_(node), kind_(kind) {}

  absl::Status OfConstant(const ImportedValue& x, const ImportedValue& constant,
                          bool constant_is_second) {
    if (constant.kind != ImportedValue::Kind::kFloats) {
      return UnsupportedNode(node_, "with whole numbers");
    }
    const Tensor& floats = constant.floats;
    if (floats.values().size() == 1) {
      const auto function =
          WithNumber(kind_, floats.values()[0], constant_is_second);
      if (function.has_value()) return Apply(x, *function);
    }
    if (!constant_is_second && !Commutes(kind_)) {
      return UnsupportedNode(node_, "of a constant and a value");
    }
    const Shape shape = scope_.ShapeInGraph(x);
    const Tensor second = floats.Reshaped(OfRank(floats.shape(), shape.size()));
    if (!Broadcasts(shape, second.shape()) || floats.empty()) {
      return Misfit(shape, floats.shape());
    }
    return Combine(x.value,
                   Constant(scope_.builder(), node_.op_type,
                            Transposed(second, Inverse(x.order))),
                   &x);
  }

  absl::Status OfValues(const ImportedValue& a, const ImportedValue& b) {
    const Shape of_a = scope_.ShapeInGraph(a);
    const Shape of_b = scope_.ShapeInGraph(b);
    const bool in_order = Broadcasts(of_a, of_b);
    if (!in_order && !(Broadcasts(of_b, of_a) && Commutes(kind_))) {
      return Misfit(of_a, of_b);
    }
    const ImportedValue& first = in_order ? a : b;
    const ImportedValue& second = in_order ? b : a;
    if (first.order == second.order) {
      return Combine(first.value, second.value, &first);
    }
    return Combine(scope_.InGraphOrder(first), scope_.InGraphOrder(second));
  }

 private:
  absl::Status Misfit(const Shape& a, const Shape& b) const {
    return UnsupportedNode(
        node_, absl::StrCat("of ", ShapeText(a), " and ", ShapeText(b)));
  }

  absl::Status Apply(const ImportedValue& x, const Activation& function) {
    ImportedValue output = x;
    output.value = Activate(scope_.builder(), node_.op_type, x.value, function);
    std::string name = node_.outputs[0];
    const auto activation = TakeActivation(scope_, name);
    if (!activation.ok()) return activation.status();
    if (activation->kind != Activation::Kind::kNone) {
      output.value =
          Activate(scope_.builder(), node_.op_type, output.value, *activation);
    }
    return scope_.Define(name, std::move(output));
  }

  // The result has the order of dimensions of `like`, or the graph's.
  absl::Status Combine(Value a, Value b, const ImportedValue* like = nullptr) {
    if (!scope_.builder().status().ok()) return scope_.builder().status();
    std::string name = node_.outputs[0];
    const auto activation = TakeActivation(scope_, name);
    if (!activation.ok()) return activation.status();
    const Value value =
        Binary(scope_.builder(), node_.op_type, a, b, kind_, *activation);
    if (like == nullptr) return scope_.DefineValue(name, value);
    ImportedValue output;
    output.value = value;
    output.order = like->order;
    return scope_.Define(name, std::move(output));
  }

  ImportScope& scope_;
  const OnnxNode& node_;
  const BinaryKind kind_;
};

}  // namespace

absl::Status ImportBinary(ImportScope& scope, const OnnxNode& node) {
  const std::optional<BinaryKind> kind = KindOf(node);
  if (!kind.has_value() || node.inputs.size() != 2) {
    return UnsupportedNode(node);
  }
  const absl::StatusOr<ImportedValue> a = scope.Input(node, 0);
  if (!a.ok()) return a.status();
  const absl::StatusOr<ImportedValue> b = scope.Input(node, 1);
  if (!b.ok()) return b.status();
  BinaryImport import(scope, node, *kind);
  const bool a_is_value = a->kind == ImportedValue::Kind::kValue;
  const bool b_is_value = b->kind == ImportedValue::Kind::kValue;
  if (a_is_value && b_is_value) return import.OfValues(*a, *b);
  if (a_is_value) return import.OfConstant(*a, *b, /*constant_is_second=*/true);
  if (b_is_value) {
    return import.OfConstant(*b, *a, /*constant_is_second=*/false);
  }
  return UnsupportedNode(node, "of constants of floats");
}

}  // namespace feluda
