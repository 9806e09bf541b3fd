// Writes an ONNX file, tensor after tensor, without ever having all of it in
// memory. The file appears whole or not at all.
//
//   OnnxGraph graph;
//   graph.inputs = {{"x", {1, 3, 8, 8}}};
//   graph.outputs = {{"y", {1, 4, 8, 8}}};
//   graph.nodes = {{"Conv", {"x", "w"}, {"y"}, {{"group", int64_t{1}}}}};
//   graph.initializers = {OnnxFloats("w", weights)};  // {4, 3, 1, 1}
//   absl::Status status = WriteOnnx("tiny.onnx", graph);
//
// Every node, input and output has the form that OpenCV and ONNX Runtime want.
//
// Threads: any number, for different paths.

#ifndef LIB_NETWORKS_ONNX_FORMAT_ONNX_WRITER_H_
#define LIB_NETWORKS_ONNX_FORMAT_ONNX_WRITER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "lib/networks/tensor.h"

namespace feluda {

struct OnnxWrittenAttribute {
  std::string name;
  std::variant<int64_t, float, std::string, std::vector<int64_t>> value;
};

struct OnnxWrittenNode {
  std::string op_type;
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  std::vector<OnnxWrittenAttribute> attributes;
  std::string domain;
};

// A constant of float32, or of whole numbers if `ints` is not empty.
struct OnnxWrittenTensor {
  std::string name;
  Shape shape;
  // Sets `values` to the tensor's values from index `first` on, a multiple of
  // 2^16. Called in order.
  std::function<void(int64_t first, absl::Span<float> values)> fill;
  std::vector<int64_t> ints;
};

OnnxWrittenTensor OnnxFloats(std::string name, Tensor tensor);
OnnxWrittenTensor OnnxInts(std::string name, std::vector<int64_t> values);

struct OnnxGraph {
  int64_t opset = 13;
  std::vector<OnnxWrittenNode> nodes;
  std::vector<OnnxWrittenTensor> initializers;
  // Names and shapes. A size of -1 is left open.
  std::vector<std::pair<std::string, Shape>> inputs;
  std::vector<std::pair<std::string, Shape>> outputs;
  // Whether the inputs and outputs are float16 instead of float32.
  bool is_float16 = false;
};

// Writes the file. Errors name the path.
absl::Status WriteOnnx(const std::string& path, const OnnxGraph& graph);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_FORMAT_ONNX_WRITER_H_
