// Imports operations that move elements without changing them.

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_SHAPES_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_SHAPES_H_

#include "absl/status/status.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// Identity and Dropout.
absl::Status ImportIdentity(ImportScope& scope, const OnnxNode& node);

// Records the new order of dimensions (import_scope.h); nothing is moved.
absl::Status ImportTranspose(ImportScope& scope, const OnnxNode& node);

// Imports Reshape, Flatten, Squeeze or Unsqueeze. If the first size stays, it
// is the batch, which may differ from run to run.
absl::Status ImportReshape(ImportScope& scope, const OnnxNode& node);

absl::Status ImportConcat(ImportScope& scope, const OnnxNode& node);

// Pads images with zeros or another constant.
absl::Status ImportPad(ImportScope& scope, const OnnxNode& node);

// Imports a softmax along the last of two dimensions.
absl::Status ImportSoftmax(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_SHAPES_H_
