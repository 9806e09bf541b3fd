// Batch normalization at inference: a scale and an offset for each channel,
// which the convolution before it can take into its weights and bias.
//
//   // weights and bias of conv1, with bn1 of torchvision's names folded in
//   parameters = FoldedConvolution(builder, weights, "conv1", "bn1",
//                                  {64, 3, 7, 7});

#ifndef LIB_NETWORKS_LAYERS_BATCH_NORMALIZATION_H_
#define LIB_NETWORKS_LAYERS_BATCH_NORMALIZATION_H_

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/layers/convolution.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights.h"

namespace feluda {

// y = (x - mean) / sqrt(variance + epsilon) * gamma + beta, for each channel.
// Each tensor has the shape {channels}.
struct BatchNormalization {
  Tensor gamma;
  Tensor beta;
  Tensor mean;
  Tensor variance;
  float epsilon = 1e-5f;
};

// Returns the parameters of a convolution followed by a normalization, as those
// of one convolution. `geometry` and all else stay as they are. REQUIRES: the
// shapes fit.
ConvolutionParameters Folded(ConvolutionParameters convolution,
                             const BatchNormalization& normalization);

// Loads the weights `convolution`.weight of a convolution without bias, which
// have this shape, and folds in the normalization `normalization`.weight,
// .bias, .running_mean and .running_var. The names are torch's.
ConvolutionParameters FoldedConvolution(NetworkBuilder& builder,
                                        const Weights& weights,
                                        absl::string_view convolution,
                                        absl::string_view normalization,
                                        const Shape& shape,
                                        float epsilon = 1e-5f);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_BATCH_NORMALIZATION_H_
