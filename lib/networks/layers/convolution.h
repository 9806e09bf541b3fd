// Convolutions of images: of all channels, grouped, or depthwise.
//
//   ConvolutionParameters parameters;
//   parameters.weights = builder.Load(weights, "conv1.weight", {64, 3, 7, 7});
//   parameters.geometry = Window(/*stride=*/2, /*padding=*/3);
//   parameters.activation = Activation::Relu();
//   x = Convolution(builder, "conv1", x, std::move(parameters));

#ifndef LIB_NETWORKS_LAYERS_CONVOLUTION_H_
#define LIB_NETWORKS_LAYERS_CONVOLUTION_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/onednn/activation.h"
#include "lib/networks/onednn/convolution.h"
#include "lib/networks/tensor.h"

namespace feluda {

// Returns a geometry with one stride in both directions and one padding on all
// sides.
ConvolutionGeometry Window(int64_t stride, int64_t padding);

struct ConvolutionParameters {
  Tensor weights;  // {outputs, channels / groups, height, width}
  Tensor bias;     // {outputs}, or empty
  ConvolutionGeometry geometry;
  int64_t groups = 1;  // depthwise if as many as channels
  // Added to the result, if valid; it has the result's shape.
  Value residual;
  // Applied to the sum.
  Activation activation;
};

// x: {batch, channels, height, width}, to {batch, outputs, ...}.
Value Convolution(NetworkBuilder& builder, absl::string_view name, Value x,
                  ConvolutionParameters parameters);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_CONVOLUTION_H_
