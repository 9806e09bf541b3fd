// ResNets of basic blocks (He et al., "Deep Residual Learning for Image
// Recognition", 2015, table 1): ResNet-18 and ResNet-34, with torchvision's
// names of the weights. The output is that of the average pool, before the
// classifier.
//
//   const auto network = BuildResNet(ResNet18(), *weights, {1, 3, 224, 298});
//   const absl::StatusOr<Tensor> features = (*network)->Run(
//       Tensor::Borrowed({1, 3, 224, 298}, pixels));  // {1, 512}
//
// The input is an image {batch, 3, height, width} of any size, RGB, less the
// mean of ImageNet and divided by its deviation.

#ifndef LIB_NETWORKS_MODELS_RESNET_H_
#define LIB_NETWORKS_MODELS_RESNET_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/networks/graph/network.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights.h"

namespace feluda {

struct ResNetStage {
  int64_t blocks;
  int64_t channels;
};

struct ResNetOptions {
  // The channels of conv1: 7x7, stride 2, before a maximum of 3x3, stride 2.
  int64_t stem_channels = 64;
  // The stages conv2_x to conv5_x. All but the first halve height and width.
  std::vector<ResNetStage> stages;
};

inline ResNetOptions ResNet18() {
  return {64, {{2, 64}, {2, 128}, {2, 256}, {2, 512}}};
}

inline ResNetOptions ResNet34() {
  return {64, {{3, 64}, {4, 128}, {6, 256}, {3, 512}}};
}

// Returns the network, or an error that names a tensor that is missing or has
// another shape. `input` is the most likely shape: see NetworkBuilder::Input().
absl::StatusOr<std::unique_ptr<Network>> BuildResNet(
    const ResNetOptions& resnet, const Weights& weights, const Shape& input,
    const NetworkOptions& options = {});

}  // namespace feluda

#endif  // LIB_NETWORKS_MODELS_RESNET_H_
