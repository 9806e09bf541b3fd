// Imports pools and averages of images.

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_POOLING_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_POOLING_H_

#include "absl/status/status.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// MaxPool and AveragePool.
absl::Status ImportPool(ImportScope& scope, const OnnxNode& node);

// GlobalAveragePool and GlobalMaxPool.
absl::Status ImportGlobalPool(ImportScope& scope, const OnnxNode& node);

// ReduceMean over the height and width.
absl::Status ImportMean(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_POOLING_H_
