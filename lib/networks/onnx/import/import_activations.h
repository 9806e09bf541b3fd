// Imports ONNX operations that compute each element by itself, as activations
// that the layer before them applies in its own pass.
//
//   std::string name = node.outputs[0];
//   const Activation activation = TakeActivation(scope, name);
//   // `name` is now what the activation gives

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_ACTIVATIONS_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_ACTIVATIONS_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "lib/networks/onednn/activation.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// Returns the activation that a node applies to its first input; nullopt if it
// computes something else.
absl::StatusOr<std::optional<Activation>> ActivationOf(ImportScope& scope,
                                                       const OnnxNode& node);

// If a value is only read by an activation, marks the activation's nodes as
// fused, sets `name` to that of its output, and returns it; otherwise returns
// none. SiLU is x * Sigmoid(x) in most files, and hard swish x * HardSigmoid(x)
// in some.
absl::StatusOr<Activation> TakeActivation(ImportScope& scope,
                                          std::string& name);

// Imports a node that has an ActivationOf() as a layer of its own.
absl::Status ImportActivation(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_ACTIVATIONS_H_
