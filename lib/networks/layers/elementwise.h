// Layers that compute each element by itself. After a convolution or an inner
// product, let that one do it in its own pass: it takes an activation and a
// residual.
//
//   x = Activate(builder, "act", x, Activation::Silu());
//   x = Binary(builder, "scale", x, gates, BinaryKind::kMultiply);

#ifndef LIB_NETWORKS_LAYERS_ELEMENTWISE_H_
#define LIB_NETWORKS_LAYERS_ELEMENTWISE_H_

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/onednn/activation.h"
#include "lib/networks/onednn/elementwise.h"

namespace feluda {

Value Activate(NetworkBuilder& builder, absl::string_view name, Value x,
               const Activation& activation);

// Combines two values of one shape. A size of 1 in `b` is broadcast: with
// {batch, channels, 1, 1} it combines one number with each channel.
Value Binary(NetworkBuilder& builder, absl::string_view name, Value a, Value b,
             BinaryKind kind, const Activation& activation = {});

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_ELEMENTWISE_H_
