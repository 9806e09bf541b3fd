// Turns scores into probabilities: exp(x) of each, over their sum.
//
//   x = Softmax(builder, "probabilities", x);

#ifndef LIB_NETWORKS_LAYERS_PLAIN_SOFTMAX_H_
#define LIB_NETWORKS_LAYERS_PLAIN_SOFTMAX_H_

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"

namespace feluda {

// Adds a softmax along the last dimension.
Value Softmax(NetworkBuilder& builder, absl::string_view name, Value x);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_PLAIN_SOFTMAX_H_
