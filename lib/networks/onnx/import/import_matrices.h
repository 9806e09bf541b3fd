// Imports products with a constant matrix: fully connected layers.

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_MATRICES_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_MATRICES_H_

#include "absl/status/status.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// The layer takes in the operations with constants that follow
// (import_affine.h), and an activation.
absl::Status ImportGemm(ImportScope& scope, const OnnxNode& node);
absl::Status ImportMatMul(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_MATRICES_H_
