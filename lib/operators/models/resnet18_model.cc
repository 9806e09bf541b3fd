#include "lib/operators/models/resnet18_model.h"

#include "lib/networks/models/resnet.h"
#include "lib/networks/weights/safetensors_file.h"
#include "lib/operators/models/seeded_model.h"

namespace feluda {
namespace {

// What a picture of 4:3, the commonest, becomes.
const Shape kLikely = {1, 3, 224, 298};

}  // namespace

ModelSource ResNet18Source() {
  ModelSource source;
  source.names = {"resnet18.safetensors"};
  source.made_up_name = "resnet18_v1.safetensors";
  source.make = [](const std::string& path) {
    return WriteSeededModel(path, [](const Weights& weights) {
      return BuildResNet(ResNet18(), weights, kLikely).status();
    });
  };
  source.check = [](const std::string& path) -> absl::Status {
    const auto weights = SafetensorsFile::Open(path);
    if (!weights.ok()) return weights.status();
    return (*weights)->Get("conv1.weight", {64, 3, 7, 7}).status();
  };
  return source;
}

absl::StatusOr<std::unique_ptr<Network>> LoadResNet18(
    const ModelFile& file, const NetworkOptions& options) {
  const auto weights = SafetensorsFile::Open(file.path);
  if (!weights.ok()) return weights.status();
  return BuildResNet(ResNet18(), **weights, kLikely, options);
}

}  // namespace feluda
