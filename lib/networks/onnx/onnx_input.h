// The input of an ONNX graph.

#ifndef LIB_NETWORKS_ONNX_ONNX_INPUT_H_
#define LIB_NETWORKS_ONNX_ONNX_INPUT_H_

#include "absl/status/statusor.h"
#include "lib/networks/onnx/format/onnx_model.h"
#include "lib/networks/tensor.h"

namespace feluda {

// The model's one input. One that has a constant as its default is none, nor is
// one that nothing reads where there are others. Sizes that the model leaves
// open are those of `sizes`; a batch that stays open is 1. InvalidArgumentError
// where there is not one input, or another size is open; UnimplementedError
// where it is of neither float32 nor float16.
absl::StatusOr<OnnxValueInfo> OnnxInput(const OnnxModel& model,
                                        const Shape& sizes);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_ONNX_INPUT_H_
