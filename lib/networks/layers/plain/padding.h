// Puts a border of a constant around an image. Convolutions and pools pad by
// themselves, and faster.
//
//   x = Padding(builder, "pad", x, {1, 1}, {2, 2});

#ifndef LIB_NETWORKS_LAYERS_PLAIN_PADDING_H_
#define LIB_NETWORKS_LAYERS_PLAIN_PADDING_H_

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/tensor.h"

namespace feluda {

// x: {batch, channels, height, width}. `before` has the padding at the top and
// left, `after` that at the bottom and right. REQUIRES: no number is negative.
Value Padding(NetworkBuilder& builder, absl::string_view name, Value x,
              const Shape& before, const Shape& after, float value = 0);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_PLAIN_PADDING_H_
