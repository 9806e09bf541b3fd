// The file of ResNet-18: the user's resnet18.safetensors, or a made-up one.

#ifndef LIB_OPERATORS_MODELS_RESNET18_MODEL_H_
#define LIB_OPERATORS_MODELS_RESNET18_MODEL_H_

#include <memory>

#include "absl/status/statusor.h"
#include "lib/networks/graph/network.h"
#include "lib/operators/models/model_file.h"

namespace feluda {

ModelSource ResNet18Source();

// Loads the network from an image {1, 3, height, width} to the 512 values of
// the average pool. Errors name the file and the tensor.
absl::StatusOr<std::unique_ptr<Network>> LoadResNet18(
    const ModelFile& file, const NetworkOptions& options);

}  // namespace feluda

#endif  // LIB_OPERATORS_MODELS_RESNET18_MODEL_H_
