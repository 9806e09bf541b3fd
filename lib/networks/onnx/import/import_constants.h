// Operations whose result is known when the model is loaded: exporters compute
// shapes in the graph, and leave weights to be transposed or cast.

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_CONSTANTS_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_CONSTANTS_H_

#include "absl/status/statusor.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// Whether the node was such an operation, whose result is defined now. A node
// of constants that this cannot compute is an error: UnimplementedError.
absl::StatusOr<bool> ImportConstant(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_CONSTANTS_H_
