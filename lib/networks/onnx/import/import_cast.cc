#include "lib/networks/onnx/import/import_cast.h"

#include <cstdint>
#include <string>
#include <utility>

#include "lib/networks/layers/elementwise.h"
#include "lib/networks/layers/plain/float16_rounding.h"
#include "lib/networks/onnx/import/import_activations.h"
#include "lib/networks/onnx/import/node_attributes.h"

namespace feluda {

absl::Status ImportCast(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<ImportedValue> x = scope.Input(node, 0);
  if (!x.ok()) return x.status();
  if (x->kind != ImportedValue::Kind::kValue) {
    return UnsupportedNode(node, "with a constant");
  }
  std::string name = node.outputs[0];
  const int64_t to = IntAttribute(node, "to", 0);
  if (to == onnx_types::kFloat) return scope.Define(name, *std::move(x));
  if (to != onnx_types::kFloat16) {
    return UnsupportedNode(node, "to another type than float32 or float16");
  }
  NetworkBuilder& builder = scope.builder();
  x->value = Float16Rounding(builder, "to float16", x->value);
  const absl::StatusOr<Activation> activation = TakeActivation(scope, name);
  if (!activation.ok()) return activation.status();
  x->value = Activate(builder, "activation", x->value, *activation);
  return scope.Define(name, *std::move(x));
}

}  // namespace feluda
