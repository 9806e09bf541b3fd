#include "lib/networks/onnx/onnx_input.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "lib/networks/onnx/format/onnx_tensor.h"

namespace feluda {
namespace {

// The limit is that of values inside the network.
constexpr int64_t kMaxElements = int64_t{1} << 28;

// Fills in the sizes that the model leaves open.
absl::Status FillShape(const Shape& sizes, OnnxValueInfo& info) {
  Shape& shape = info.shape;
  const Shape open = shape;
  if (!sizes.empty()) {
    if (shape.empty()) shape = sizes;
    if (shape.size() != sizes.size()) return absl::OkStatus();
    for (size_t i = 0; i < shape.size(); ++i) {
      if (shape[i] < 0) shape[i] = sizes[i];
    }
  }
  if (!shape.empty() && shape[0] < 0) shape[0] = 1;
  int64_t count = 1;
  for (const int64_t size : shape) {
    if (size < 1) {
      return absl::InvalidArgumentError(absl::StrCat(
          "the input \"", absl::CHexEscape(info.name), "\" has the shape [",
          absl::StrJoin(open, ", "), "], where -1 is open: give its sizes"));
    }
    if (__builtin_mul_overflow(count, size, &count) || count > kMaxElements) {
      return absl::ResourceExhaustedError(
          absl::StrCat("the input \"", absl::CHexEscape(info.name),
                       "\" has more than ", kMaxElements, " elements"));
    }
  }
  return absl::OkStatus();
}

// The inputs that have no constant as their default. Where there are several,
// those that something reads: tf2onnx leaves inputs for a Keras model's
// constants, which it folded.
std::vector<const OnnxValueInfo*> InputsOf(const OnnxModel& model) {
  std::set<absl::string_view> constants, read;
  for (const OnnxTensor& tensor : model.initializers) {
    constants.insert(tensor.name);
  }
  for (const OnnxNode& node : model.nodes) {
    read.insert(node.inputs.begin(), node.inputs.end());
  }
  for (const OnnxValueInfo& output : model.outputs) read.insert(output.name);
  std::vector<const OnnxValueInfo*> inputs, read_inputs;
  for (const OnnxValueInfo& input : model.inputs) {
    if (constants.count(input.name) > 0) continue;
    inputs.push_back(&input);
    if (read.count(input.name) > 0) read_inputs.push_back(&input);
  }
  return inputs.size() > 1 ? read_inputs : inputs;
}

// Names may be long, and many.
absl::Status NotOneInput(const std::vector<const OnnxValueInfo*>& inputs) {
  std::vector<std::string> names;
  for (size_t i = 0; i < inputs.size() && i < 8; ++i) {
    names.push_back(absl::CHexEscape(inputs[i]->name.substr(0, 64)));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("expected a graph of one input, found ", inputs.size(),
                   names.empty() ? "" : ": ", absl::StrJoin(names, ", "),
                   "; export the model with all but the image as constants"));
}

}  // namespace

absl::StatusOr<OnnxValueInfo> OnnxInput(const OnnxModel& model,
                                        const Shape& sizes) {
  const std::vector<const OnnxValueInfo*> inputs = InputsOf(model);
  if (inputs.size() != 1) return NotOneInput(inputs);
  OnnxValueInfo input = *inputs[0];
  if (input.type != onnx_types::kFloat && input.type != onnx_types::kFloat16) {
    return absl::UnimplementedError(absl::StrCat(
        "an input of the type ", input.type, " instead of float32 or float16"));
  }
  absl::Status status = FillShape(sizes, input);
  if (!status.ok()) return status;
  return input;
}

}  // namespace feluda
