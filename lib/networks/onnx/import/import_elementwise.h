// Imports sums, products and the like of two values, or of a value and a
// constant.

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_ELEMENTWISE_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_ELEMENTWISE_H_

#include "absl/status/status.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// Imports Add, Sub, Mul, Div, Min or Max, with an activation that follows.
absl::Status ImportBinary(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_ELEMENTWISE_H_
