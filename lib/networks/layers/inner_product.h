// Fully connected layers: the product of each row with a matrix.
//
//   InnerProductParameters parameters;
//   parameters.weights = builder.Load(weights, "fc.weight", {1000, 512});
//   parameters.bias = builder.Load(weights, "fc.bias", {1000});
//   x = InnerProduct(builder, "fc", x, std::move(parameters));

#ifndef LIB_NETWORKS_LAYERS_INNER_PRODUCT_H_
#define LIB_NETWORKS_LAYERS_INNER_PRODUCT_H_

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/onednn/activation.h"
#include "lib/networks/tensor.h"

namespace feluda {

struct InnerProductParameters {
  Tensor weights;  // {outputs, inputs}, as torch has them
  Tensor bias;     // {outputs}, or empty
  // Added to the result, if valid; it has the result's shape.
  Value residual;
  // Applied to the sum.
  Activation activation;
};

// x: {..., inputs}, to {..., outputs}.
Value InnerProduct(NetworkBuilder& builder, absl::string_view name, Value x,
                   InnerProductParameters parameters);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_INNER_PRODUCT_H_
