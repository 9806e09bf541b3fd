// Gives a tensor another shape; its elements stay in row-major order.
//
//   x = Reshape(builder, "flatten", x, {0, -1});  // {n, c, 1, 1} to {n, c}

#ifndef LIB_NETWORKS_LAYERS_RESHAPE_H_
#define LIB_NETWORKS_LAYERS_RESHAPE_H_

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/tensor.h"

namespace feluda {

// Adds a Reshape as in ONNX: a size of 0 stands for the input's size at that
// place, and one size may be -1, which stands for what is left.
Value Reshape(NetworkBuilder& builder, absl::string_view name, Value x,
              const Shape& shape);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_RESHAPE_H_
