// The state that all importers of operations share: what the names of an ONNX
// graph stand for, and which nodes read them.
//
// A name is a constant, known when the model is loaded, or a value of the
// network. An image always stays {batch, channels, height, width}: where the
// graph transposes it, only the order of its dimensions is recorded, and
// transposing it back restores the order. So models from TensorFlow, whose
// images have their channels last, cost no transpositions inside.
//
// Threads: one at a time.

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_SCOPE_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_SCOPE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/onnx/format/onnx_model.h"
#include "lib/networks/tensor.h"

namespace feluda {

struct ImportedValue {
  enum class Kind { kFloats, kInts, kValue };
  Kind kind = Kind::kValue;
  // A constant of float32.
  Tensor floats;
  // A constant of whole numbers, and its shape.
  std::vector<int64_t> ints;
  Shape ints_shape;
  // A value of the network. Dimension i of the graph is dimension order[i] of
  // the network's value.
  Value value;
  std::vector<size_t> order;
};

class ImportScope {
 public:
  // Both must outlive the scope.
  ImportScope(const OnnxModel& model, NetworkBuilder& builder);

  NetworkBuilder& builder() { return builder_; }
  const OnnxModel& model() const { return model_; }

  // Defines what a name stands for. Errors: it is defined already, or the value
  // is larger than any that a classifier has.
  absl::Status Define(const std::string& name, ImportedValue value);
  // Defines a value whose dimensions are in the graph's order.
  absl::Status DefineValue(const std::string& name, Value value);

  // Returns what input `index` of the node stands for.
  absl::StatusOr<ImportedValue> Input(const OnnxNode& node, size_t index);
  // Return the input if it is a constant; otherwise an UnimplementedError.
  absl::StatusOr<Tensor> FloatsInput(const OnnxNode& node, size_t index);
  absl::StatusOr<std::vector<int64_t>> IntsInput(const OnnxNode& node,
                                                 size_t index);
  // Returns the input as a value of the network, with the dimensions in the
  // graph's order.
  absl::StatusOr<Value> ValueInput(const OnnxNode& node, size_t index);
  // Returns such a value if it has four dimensions; otherwise an
  // UnimplementedError.
  absl::StatusOr<Value> ImageInput(const OnnxNode& node, size_t index);

  // Whether the name stands for something already.
  bool Knows(const std::string& name) const;
  bool IsConstant(const std::string& name) const;

  // Returns the shape that a value has in the graph.
  Shape ShapeInGraph(const ImportedValue& value) const;
  // Returns the value with its dimensions in the graph's order, transposed if
  // need be.
  Value InGraphOrder(const ImportedValue& value);

  // Returns the nodes that read a name, each as often as it does; an output of
  // the graph counts as a null.
  std::vector<const OnnxNode*> ReadersOf(const std::string& name) const;
  // Returns the only reader of the name, to be fused; null if there is none, or
  // if it was fused already, as in a wrong file whose nodes read their own
  // output.
  const OnnxNode* SoleReaderOf(const std::string& name) const;

  // If the only reader of a value is a Cast to float32, which it is already,
  // marks the node as fused and sets `name` to that of its output.
  void PassCasts(std::string& name);

  // Marks a node as part of another's layer: it is not imported by itself.
  void MarkFused(const OnnxNode& node) { fused_.insert(&node); }
  bool IsFused(const OnnxNode& node) const { return fused_.count(&node) > 0; }

 private:
  // Counts the elements of a constant of floats, up to a limit. A file that
  // reads its weights over and over could otherwise take any amount of memory.
  absl::Status Spend(const Tensor& constant);

  const OnnxModel& model_;
  NetworkBuilder& builder_;
  int64_t spent_elements_ = 0;
  std::map<std::string, const OnnxTensor*> initializers_;
  std::map<std::string, ImportedValue> values_;
  std::map<std::string, std::vector<const OnnxNode*>> readers_;
  std::set<const OnnxNode*> fused_;
};

// Makes a constant of the graph from a tensor in its file.
absl::StatusOr<ImportedValue> ImportTensor(const OnnxModel& model,
                                           const OnnxTensor& tensor);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_SCOPE_H_
