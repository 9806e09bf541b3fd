// Finds the input of an ONNX graph.

#ifndef LIB_NETWORKS_ONNX_ONNX_INPUT_H_
#define LIB_NETWORKS_ONNX_ONNX_INPUT_H_

#include "absl/status/statusor.h"
#include "lib/networks/onnx/format/onnx_model.h"
#include "lib/networks/tensor.h"

namespace feluda {

// Returns the model's one input. Inputs with a constant as their default do not
// count, nor, where there are several, those that nothing reads. Sizes that the
// model leaves open are taken from `sizes`; a batch that stays open is 1.
// Errors: InvalidArgument unless there is exactly one input and all its sizes
// are known; Unimplemented if it is neither float32 nor float16;
// ResourceExhausted if it is larger than any image.
absl::StatusOr<OnnxValueInfo> OnnxInput(const OnnxModel& model,
                                        const Shape& sizes);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_ONNX_INPUT_H_
