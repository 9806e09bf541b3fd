// Computes operations whose result is known when the model is loaded: exporters
// compute shapes in the graph, and leave weights to be transposed or cast.

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_CONSTANTS_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_CONSTANTS_H_

#include "absl/status/statusor.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// If the node is such an operation, defines its result and returns true. Error:
// Unimplemented for an operation on constants that this cannot compute.
absl::StatusOr<bool> ImportConstant(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_CONSTANTS_H_
