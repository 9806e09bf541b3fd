// Reads where the window of a convolution or pool is, from the attributes that
// both share.

#ifndef LIB_NETWORKS_ONNX_IMPORT_WINDOW_ATTRIBUTES_H_
#define LIB_NETWORKS_ONNX_IMPORT_WINDOW_ATTRIBUTES_H_

#include "absl/status/statusor.h"
#include "lib/networks/onnx/format/onnx_model.h"
#include "lib/networks/tensor.h"

namespace feluda {

// Each member is {height, width}.
struct WindowAttributes {
  Shape size;
  Shape strides;
  Shape dilations;
  Shape pad_before;
  Shape pad_after;
};

// Returns the attributes of a node whose input has the shape {batch, channels,
// height, width}, with `auto_pad` worked out. `size` is the window's by the
// weights, or empty.
absl::StatusOr<WindowAttributes> WindowOf(const OnnxNode& node,
                                          const Shape& input,
                                          const Shape& size);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_WINDOW_ATTRIBUTES_H_
