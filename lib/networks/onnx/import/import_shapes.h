// Operations that move elements without changing them.

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_SHAPES_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_SHAPES_H_

#include "absl/status/status.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// Identity and Dropout.
absl::Status ImportIdentity(ImportScope& scope, const OnnxNode& node);

// Only notes the order: import_scope.h.
absl::Status ImportTranspose(ImportScope& scope, const OnnxNode& node);

// Reshape, Flatten, Squeeze and Unsqueeze. Where the first size stays, it is
// that of the batch and may be another in each run.
absl::Status ImportReshape(ImportScope& scope, const OnnxNode& node);

absl::Status ImportConcat(ImportScope& scope, const OnnxNode& node);

// Pads images with zeros or another constant.
absl::Status ImportPad(ImportScope& scope, const OnnxNode& node);

// Along the last of two dimensions.
absl::Status ImportSoftmax(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_SHAPES_H_
