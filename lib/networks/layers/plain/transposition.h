// Puts the dimensions of a tensor into another order.
//
//   x = Transposition(builder, "to_channels", x, {0, 3, 1, 2});
//
// It is a plain loop, meant for images at the edge of a network and not for
// each feature map.

#ifndef LIB_NETWORKS_LAYERS_PLAIN_TRANSPOSITION_H_
#define LIB_NETWORKS_LAYERS_PLAIN_TRANSPOSITION_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/tensor.h"

namespace feluda {

// Dimension i of the result is dimension order[i] of `x`.
Value Transposition(NetworkBuilder& builder, absl::string_view name, Value x,
                    const std::vector<size_t>& order);

// Transposes a tensor at once. REQUIRES: `order` has each dimension once.
Tensor Transposed(const Tensor& x, const std::vector<size_t>& order);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_PLAIN_TRANSPOSITION_H_
