// A value that does not depend on the input.
//
//   const Value table = Constant(builder, "table", std::move(tensor));
//   x = Binary(builder, "add", x, table, BinaryKind::kAdd);

#ifndef LIB_NETWORKS_LAYERS_PLAIN_CONSTANT_H_
#define LIB_NETWORKS_LAYERS_PLAIN_CONSTANT_H_

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/tensor.h"

namespace feluda {

// REQUIRES: the tensor is not empty.
Value Constant(NetworkBuilder& builder, absl::string_view name, Tensor tensor);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_PLAIN_CONSTANT_H_
