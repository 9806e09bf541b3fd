// What the names of an ONNX graph stand for while it is imported, and who reads
// them: the state that all importers of operations share.
//
// A name is a constant, known when the model is loaded, or a value of the
// network. An image is kept as {batch, channels, height, width} whatever the
// graph does: where the graph transposes it, only the order of its dimensions
// is noted, and it is transposed back by noting that again. So models from
// TensorFlow, whose images have their channels last, cost no transpositions
// inside.
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

  // Says what a name stands for. Errors: it has been said before, or the value
  // is larger than any that a classifier has.
  absl::Status Define(const std::string& name, ImportedValue value);
  // A value whose dimensions are the graph's.
  absl::Status DefineValue(const std::string& name, Value value);

  // What input `index` of the node stands for.
  absl::StatusOr<ImportedValue> Input(const OnnxNode& node, size_t index);
  // The input if it is a constant; otherwise the node is not supported.
  absl::StatusOr<Tensor> FloatsInput(const OnnxNode& node, size_t index);
  absl::StatusOr<std::vector<int64_t>> IntsInput(const OnnxNode& node,
                                                 size_t index);
  // The input as a value of the network whose dimensions are the graph's.
  absl::StatusOr<Value> ValueInput(const OnnxNode& node, size_t index);
  // Likewise, of four dimensions.
  absl::StatusOr<Value> ImageInput(const OnnxNode& node, size_t index);

  // Whether the name stands for something already.
  bool Knows(const std::string& name) const;
  bool IsConstant(const std::string& name) const;

  // The shape that a value has in the graph.
  Shape ShapeInGraph(const ImportedValue& value) const;
  // Adds what it takes to have the dimensions in the graph's order.
  Value InGraphOrder(const ImportedValue& value);

  // The nodes that read a name, each as often as it does; null for the graph's
  // outputs.
  std::vector<const OnnxNode*> ReadersOf(const std::string& name) const;
  // The node that alone reads the name, to be fused; null where there is none
  // such, or it was fused already, as where nodes of a wrong file read what
  // they give.
  const OnnxNode* SoleReaderOf(const std::string& name) const;

  // If all that happens to a value is a Cast to float32, which it has already,
  // marks the node as fused and sets `name` to what it gives.
  void PassCasts(std::string& name);

  // A node that another was fused with need not be imported.
  void MarkFused(const OnnxNode& node) { fused_.insert(&node); }
  bool IsFused(const OnnxNode& node) const { return fused_.count(&node) > 0; }

 private:
  // Counts what a constant of floats costs. A file that has each of its weights
  // read over and over would otherwise cost any amount of memory.
  absl::Status Spend(const Tensor& constant);

  const OnnxModel& model_;
  NetworkBuilder& builder_;
  int64_t spent_elements_ = 0;
  std::map<std::string, const OnnxTensor*> initializers_;
  std::map<std::string, ImportedValue> values_;
  std::map<std::string, std::vector<const OnnxNode*>> readers_;
  std::set<const OnnxNode*> fused_;
};

// A constant of the graph, from a tensor in its file.
absl::StatusOr<ImportedValue> ImportTensor(const OnnxModel& model,
                                           const OnnxTensor& tensor);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_SCOPE_H_
