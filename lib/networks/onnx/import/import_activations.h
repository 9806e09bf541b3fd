// ONNX operations that compute each element alone, as the activation that the
// layer before them applies in its own pass.
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

// The activation that a node computes of its first input; nullopt where it
// computes something else.
absl::StatusOr<std::optional<Activation>> ActivationOf(ImportScope& scope,
                                                       const OnnxNode& node);

// If all that happens to a value is one activation, marks its nodes as fused,
// sets `name` to what it is called afterwards, and returns it. SiLU is x *
// Sigmoid(x) in most files, and hard swish x * HardSigmoid(x) in some.
absl::StatusOr<Activation> TakeActivation(ImportScope& scope,
                                          std::string& name);

// Imports a node of ActivationOf() by itself.
absl::Status ImportActivation(ImportScope& scope, const OnnxNode& node);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_ACTIVATIONS_H_
