// The attributes of an ONNX operation, with ONNX's defaults where they are
// absent.
//
//   const int64_t groups = IntAttribute(node, "group", 1);
//
// Threads: any number.

#ifndef LIB_NETWORKS_ONNX_IMPORT_NODE_ATTRIBUTES_H_
#define LIB_NETWORKS_ONNX_IMPORT_NODE_ATTRIBUTES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/networks/onnx/format/onnx_model.h"

namespace feluda {

// Returns null if there is none.
const OnnxAttribute* FindAttribute(const OnnxNode& node,
                                   absl::string_view name);

int64_t IntAttribute(const OnnxNode& node, absl::string_view name,
                     int64_t otherwise);
float FloatAttribute(const OnnxNode& node, absl::string_view name,
                     float otherwise);
std::string TextAttribute(const OnnxNode& node, absl::string_view name,
                          absl::string_view otherwise);
std::vector<int64_t> IntsAttribute(const OnnxNode& node, absl::string_view name,
                                   std::vector<int64_t> otherwise);

// Whether the operation has an input at this place that is not left out.
bool HasInput(const OnnxNode& node, size_t index);

// An error that names the operation and the node: InvalidArgumentError for what
// ONNX does not allow, UnimplementedError for what our layers do not compute.
absl::Status InvalidNode(const OnnxNode& node, absl::string_view what);
absl::Status UnsupportedNode(const OnnxNode& node, absl::string_view what = "");

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_NODE_ATTRIBUTES_H_
