// Layer normalization: each row is brought to mean 0 and variance 1, then
// scaled and shifted.
//
//   x = LayerNormalization(builder, "ln_1", x,
//                          {builder.Load(weights, "ln_1.weight", {768}),
//                           builder.Load(weights, "ln_1.bias", {768})});

#ifndef LIB_NETWORKS_LAYERS_TRANSFORMER_LAYER_NORMALIZATION_H_
#define LIB_NETWORKS_LAYERS_TRANSFORMER_LAYER_NORMALIZATION_H_

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/tensor.h"

namespace feluda {

struct LayerNormalizationParameters {
  Tensor scale;  // {width}
  Tensor shift;  // {width}
  // Added to the variance.
  float epsilon = 1e-5f;
};

// x: {..., width}, to the same shape.
Value LayerNormalization(NetworkBuilder& builder, absl::string_view name,
                         Value x,
                         const LayerNormalizationParameters& parameters);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_TRANSFORMER_LAYER_NORMALIZATION_H_
