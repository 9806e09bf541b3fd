// A convolution of images, by oneDNN.

#ifndef LIB_NETWORKS_ONEDNN_CONVOLUTION_H_
#define LIB_NETWORKS_ONEDNN_CONVOLUTION_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "lib/networks/layer.h"
#include "lib/networks/onednn/activation.h"
#include "lib/networks/onednn/layout.h"
#include "lib/networks/onednn/packed_weights.h"
#include "lib/networks/tensor.h"

namespace feluda {

// Each member is {height, width}.
struct ConvolutionGeometry {
  Shape strides = {1, 1};
  Shape dilations = {1, 1};
  Shape pad_before = {0, 0};  // top and left
  Shape pad_after = {0, 0};   // bottom and right
};

// Returns the step for a source of shape {batch, channels, height, width}. Its
// second input, if `residual`, has the output's shape `destination`, and is
// added before the activation. `weights` are of the shape {outputs, channels,
// height, width}, or {groups, outputs / groups, channels / groups, height,
// width}. `bias` has a number for each output, or is empty, and outlives the
// step, as `weights` do.
// REQUIRES: the shapes fit.
absl::StatusOr<Step> ConvolutionStep(const ConvolutionGeometry& geometry,
                                     const Layout& source,
                                     const Shape& destination, bool residual,
                                     const Activation& activation,
                                     absl::Span<const float> bias,
                                     PackedWeights& weights);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_CONVOLUTION_H_
