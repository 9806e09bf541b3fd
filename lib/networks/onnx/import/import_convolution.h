// Imports convolutions, and batch normalizations that no convolution could take
// in.

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_CONVOLUTION_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_CONVOLUTION_H_

#include "absl/status/status.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// The layer takes in what follows the convolution: operations with constants
// (import_affine.h), a sum with a value that is known by now, and an
// activation.
absl::Status ImportConvolution(ImportScope& scope, const OnnxNode& node);

absl::Status ImportNormalization(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_CONVOLUTION_H_
