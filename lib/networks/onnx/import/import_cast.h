// Casts of activations between float32 and float16.

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_CAST_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_CAST_H_

#include "absl/status/status.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// To float16, each value is rounded, and an activation that follows is taken
// in; to float32, nothing is done. Other types are not supported.
absl::Status ImportCast(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_CAST_H_
