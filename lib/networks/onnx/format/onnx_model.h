// The contents of an ONNX file: a graph of named operations, and tensors.
//
//   absl::StatusOr<OnnxModel> model = ReadOnnxModel("classifier.onnx");
//   model->nodes[0].op_type;  // "Conv"
//
// Files come from strangers, so ReadOnnxModel() checks the form: messages,
// sizes of tensors, limits. What operations mean is checked by the importer
// (importer.h). Tensors' values stay in the mapped file.
//
// Data that a model keeps in other files is read from the model's own folder
// and those below it; paths that lead out of it are refused.
//
// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto

#ifndef LIB_NETWORKS_ONNX_FORMAT_ONNX_MODEL_H_
#define LIB_NETWORKS_ONNX_FORMAT_ONNX_MODEL_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/networks/onnx/format/onnx_tensor.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights/mapped_file.h"

namespace feluda {

struct OnnxAttribute {
  std::string name;
  int64_t i = 0;
  float f = 0;
  std::string s;
  OnnxTensor t;
  std::vector<int64_t> ints;
  std::vector<float> floats;
  // Whether the attribute is of a kind that is not read, such as a graph.
  bool is_other = false;
};

struct OnnxNode {
  std::string name;
  std::string op_type;
  // Empty for ONNX's own operations.
  std::string domain;
  // An empty name stands for an optional input that is absent.
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  std::vector<OnnxAttribute> attributes;
};

// An input or output of the graph.
struct OnnxValueInfo {
  std::string name;
  int64_t type = 0;
  // -1 for a size that is symbolic or unknown.
  Shape shape;
};

struct OnnxModel {
  std::string path;
  // The version of ONNX's own operations.
  int64_t opset = 0;
  std::vector<OnnxNode> nodes;
  std::vector<OnnxTensor> initializers;
  std::vector<OnnxValueInfo> inputs;
  std::vector<OnnxValueInfo> outputs;
  // The files that the tensors' values are in.
  std::vector<std::shared_ptr<const MappedFile>> files;
};

// Reads a file. Errors begin with the path; InvalidArgumentError for what is no
// ONNX model.
absl::StatusOr<OnnxModel> ReadOnnxModel(const std::string& path);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_FORMAT_ONNX_MODEL_H_
