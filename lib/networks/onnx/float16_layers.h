// Tells which ONNX files ask for arithmetic in float16.
//
// Our layers compute such arithmetic in float32: their weights are the same,
// but what a layer gives is not rounded before the next reads it. So results
// are more exact than the file asks for, and may differ from those of an engine
// that rounds by up to 0.05 % a layer. A report says so.

#ifndef LIB_NETWORKS_ONNX_FLOAT16_LAYERS_H_
#define LIB_NETWORKS_ONNX_FLOAT16_LAYERS_H_

#include "lib/networks/onnx/format/onnx_model.h"

namespace feluda {

// Whether any node computes in float16. A node that only moves values or
// chooses among them, such as Reshape or MaxPool, does not count, nor does
// Cast.
bool ComputesInFloat16(const OnnxModel& model);

// Whether any node casts to float16.
bool CastsToFloat16(const OnnxModel& model);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_FLOAT16_LAYERS_H_
