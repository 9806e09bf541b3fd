#include "lib/networks/onnx/float16_layers.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "absl/strings/string_view.h"
#include "lib/networks/onnx/import/node_attributes.h"

namespace feluda {
namespace {

using Names = std::set<absl::string_view>;

// What of the graph's beginning is of float16.
Names Float16Names(const OnnxModel& model) {
  Names names;
  for (const OnnxValueInfo& input : model.inputs) {
    if (input.type == onnx_types::kFloat16) names.insert(input.name);
  }
  for (const OnnxTensor& tensor : model.initializers) {
    if (tensor.type == onnx_types::kFloat16) names.insert(tensor.name);
  }
  return names;
}

bool ReadsAny(const OnnxNode& node, const Names& names) {
  return std::any_of(
      node.inputs.begin(), node.inputs.end(),
      [&names](const std::string& input) { return names.count(input) > 0; });
}

bool CastsToFloat16(const OnnxNode& node) {
  return node.op_type == "Cast" && node.domain.empty() &&
         IntAttribute(node, "to", 0) == onnx_types::kFloat16;
}

// Whether what the node gives is of float16: what it reads is, for most.
bool GivesFloat16(const OnnxNode& node, bool reads_float16) {
  if (!node.domain.empty()) return reads_float16;
  if (node.op_type == "Cast") return CastsToFloat16(node);
  if (node.op_type == "Constant") {
    const OnnxAttribute* const value = FindAttribute(node, "value");
    return value != nullptr && value->t.type == onnx_types::kFloat16;
  }
  return reads_float16 && node.op_type != "Shape";
}

bool IsExact(const OnnxNode& node) {
  static const auto* const exact =
      new Names{"Cast",   "Clip",          "Concat",    "Dropout",  "Flatten",
                "Gather", "Max",           "Identity",  "MaxPool",  "Min",
                "Pad",    "GlobalMaxPool", "Relu",      "Reshape",  "Shape",
                "Slice",  "Squeeze",       "Transpose", "Unsqueeze"};
  return node.domain.empty() && exact->count(node.op_type) > 0;
}

}  // namespace

// Nodes come after those that they read from.
bool ComputesInFloat16(const OnnxModel& model) {
  Names names = Float16Names(model);
  for (const OnnxNode& node : model.nodes) {
    const bool reads_float16 = ReadsAny(node, names);
    if (reads_float16 && !IsExact(node)) return true;
    if (GivesFloat16(node, reads_float16)) {
      names.insert(node.outputs.begin(), node.outputs.end());
    }
  }
  return false;
}

bool CastsToFloat16(const OnnxModel& model) {
  return std::any_of(model.nodes.begin(), model.nodes.end(),
                     [](const OnnxNode& node) { return CastsToFloat16(node); });
}

}  // namespace feluda
