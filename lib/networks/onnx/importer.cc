#include "lib/networks/onnx/importer.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/layers/plain/float16_rounding.h"
#include "lib/networks/layers/plain/transposition.h"
#include "lib/networks/onnx/float16_layers.h"
#include "lib/networks/onnx/import/import_activations.h"
#include "lib/networks/onnx/import/import_cast.h"
#include "lib/networks/onnx/import/import_constants.h"
#include "lib/networks/onnx/import/import_convolution.h"
#include "lib/networks/onnx/import/import_elementwise.h"
#include "lib/networks/onnx/import/import_matrices.h"
#include "lib/networks/onnx/import/import_pooling.h"
#include "lib/networks/onnx/import/import_scope.h"
#include "lib/networks/onnx/import/import_shapes.h"
#include "lib/networks/onnx/import/node_attributes.h"
#include "lib/networks/onnx/onnx_input.h"

namespace feluda {
namespace {

// Before it, sums and products of two shapes had attributes that say how.
constexpr int64_t kFirstOpset = 7;

// EfficientNetV2-L has 1,500 nodes.
constexpr size_t kMaxNodes = 1 << 14;

using ImportFunction = absl::Status (*)(ImportScope&, const OnnxNode&);

const std::map<absl::string_view, ImportFunction>& Functions() {
  static const auto* const functions =
      new std::map<absl::string_view, ImportFunction>{
          {"Add", ImportBinary},
          {"AveragePool", ImportPool},
          {"BatchNormalization", ImportNormalization},
          {"Cast", ImportCast},
          {"Clip", ImportActivation},
          {"Concat", ImportConcat},
          {"Conv", ImportConvolution},
          {"Div", ImportBinary},
          {"Dropout", ImportIdentity},
          {"Elu", ImportActivation},
          {"Flatten", ImportReshape},
          {"Gelu", ImportActivation},
          {"Gemm", ImportGemm},
          {"GlobalAveragePool", ImportGlobalPool},
          {"GlobalMaxPool", ImportGlobalPool},
          {"HardSigmoid", ImportActivation},
          {"HardSwish", ImportActivation},
          {"Identity", ImportIdentity},
          {"LeakyRelu", ImportActivation},
          {"MatMul", ImportMatMul},
          {"Max", ImportBinary},
          {"MaxPool", ImportPool},
          {"Min", ImportBinary},
          {"Mul", ImportBinary},
          {"Pad", ImportPad},
          {"ReduceMean", ImportMean},
          {"Relu", ImportActivation},
          {"Reshape", ImportReshape},
          {"Sigmoid", ImportActivation},
          {"Softmax", ImportSoftmax},
          {"Squeeze", ImportReshape},
          {"Sub", ImportBinary},
          {"Tanh", ImportActivation},
          {"Transpose", ImportTranspose},
          {"Unsqueeze", ImportReshape},
      };
  return *functions;
}

// The nodes that the outputs need, directly or not. Others are not imported.
std::set<const OnnxNode*> NeededNodes(const OnnxModel& model) {
  std::set<absl::string_view> names;
  std::set<const OnnxNode*> nodes;
  for (const OnnxValueInfo& output : model.outputs) names.insert(output.name);
  for (size_t i = model.nodes.size(); i-- > 0;) {
    const OnnxNode& node = model.nodes[i];
    bool is_needed = false;
    for (const std::string& output : node.outputs) {
      is_needed = is_needed || names.count(output) > 0;
    }
    if (!is_needed) continue;
    nodes.insert(&node);
    names.insert(node.inputs.begin(), node.inputs.end());
  }
  return nodes;
}

// An input or output of the graph with the precision of its type.
Value AsDeclared(NetworkBuilder& builder, const OnnxValueInfo& info, Value x) {
  if (info.type != onnx_types::kFloat16) return x;
  return Float16Rounding(builder, "to float16", x);
}

// TensorFlow's images have the channels last. They are put first right away, so
// that all later layers find them where they want them.
absl::Status DefineInput(ImportScope& scope, const OnnxValueInfo& info) {
  NetworkBuilder& builder = scope.builder();
  const Value input = AsDeclared(builder, info, builder.Input(info.shape));
  const Shape& shape = info.shape;
  if (shape.size() != 4 || shape[3] > 4 || shape[1] <= 4) {
    return scope.DefineValue(info.name, input);
  }
  ImportedValue image;
  image.value = Transposition(builder, "channels first", input, {0, 3, 1, 2});
  image.order = {0, 2, 3, 1};
  return scope.Define(info.name, std::move(image));
}

absl::Status ImportNode(ImportScope& scope, const OnnxNode& node) {
  if (node.outputs.empty() || node.outputs[0].empty()) {
    return InvalidNode(node, "it has no output");
  }
  const auto function = Functions().find(node.op_type);
  if (!node.domain.empty()) return UnsupportedNode(node);
  const absl::StatusOr<bool> is_constant = ImportConstant(scope, node);
  if (!is_constant.ok()) return is_constant.status();
  if (*is_constant) return absl::OkStatus();
  if (function == Functions().end()) return UnsupportedNode(node);
  return function->second(scope, node);
}

// Imports what is known without the input. Layers take constants in that come
// after them in the file, as long as none depends on a value.
absl::Status ImportConstants(ImportScope& scope, const OnnxModel& model,
                             const std::set<const OnnxNode*>& needed) {
  for (const OnnxNode& node : model.nodes) {
    if (needed.count(&node) == 0 || !node.domain.empty() ||
        node.outputs.empty() || node.op_type == "Shape") {
      continue;
    }
    const absl::StatusOr<bool> is_constant = ImportConstant(scope, node);
    if (!is_constant.ok()) return is_constant.status();
    if (*is_constant) scope.MarkFused(node);
  }
  return absl::OkStatus();
}

absl::Status ImportNodes(ImportScope& scope, const OnnxModel& model) {
  const std::set<const OnnxNode*> needed = NeededNodes(model);
  if (needed.size() > kMaxNodes) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the graph has ", needed.size(), " nodes, more than the ",
                     kMaxNodes, " that are read"));
  }
  absl::Status constants = ImportConstants(scope, model, needed);
  if (!constants.ok()) return constants;
  for (const OnnxNode& node : model.nodes) {
    if (needed.count(&node) == 0 || scope.IsFused(node)) continue;
    absl::Status status = ImportNode(scope, node);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Value>> Outputs(ImportScope& scope,
                                           const OnnxModel& model) {
  std::vector<Value> values;
  for (const OnnxValueInfo& output : model.outputs) {
    // As an operation that only passes it on.
    OnnxNode node;
    node.op_type = "output";
    node.inputs = {output.name};
    absl::StatusOr<Value> value = scope.ValueInput(node, 0);
    if (!value.ok()) return value.status();
    values.push_back(AsDeclared(scope.builder(), output, *value));
  }
  if (values.empty()) {
    return absl::InvalidArgumentError("the graph has no output");
  }
  return values;
}

absl::StatusOr<ImportedNetwork> Import(const OnnxModel& model,
                                       const ImportOptions& options) {
  const absl::StatusOr<OnnxValueInfo> input = OnnxInput(model, options.input);
  if (!input.ok()) return input.status();
  if (model.opset < kFirstOpset) {
    return absl::UnimplementedError(absl::StrCat(
        "operations of the opset ", model.opset, ", older than ", kFirstOpset));
  }
  NetworkBuilder builder(options.network);
  ImportScope scope(model, builder);
  absl::Status status = DefineInput(scope, *input);
  if (!status.ok()) return status;
  status = ImportNodes(scope, model);
  if (!status.ok()) return status;
  const absl::StatusOr<std::vector<Value>> outputs = Outputs(scope, model);
  if (!outputs.ok()) return outputs.status();
  auto network = builder.Build(*outputs);
  if (!network.ok()) return network.status();
  return ImportedNetwork{*std::move(network), input->shape,
                         ComputesInFloat16(model)};
}

// Names in a hostile file may be as long as the file.
constexpr size_t kMaxMessage = 1000;

absl::Status WithPath(const OnnxModel& model, const absl::Status& status) {
  return absl::Status(
      status.code(),
      absl::StrCat(model.path, ": ", status.message().substr(0, kMaxMessage)));
}

}  // namespace

absl::StatusOr<ImportedNetwork> ImportOnnx(const OnnxModel& model,
                                           const ImportOptions& options) {
  absl::StatusOr<ImportedNetwork> imported = Import(model, options);
  if (!imported.ok()) return WithPath(model, imported.status());
  return imported;
}

}  // namespace feluda
