// Imports casts of activations between float32 and float16.

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_CAST_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_CAST_H_

#include "absl/status/status.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// A cast to float16 rounds each value, and applies an activation that follows;
// one to float32 does nothing. Other types are an UnimplementedError.
absl::Status ImportCast(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_CAST_H_
