#include "lib/operators/models/lewd_images_model.h"

#include "lib/networks/models/efficientnet_v2.h"
#include "lib/networks/onnx/format/onnx_model.h"

namespace feluda {

ModelSource LewdImagesSource() {
  constexpr uint64_t kSeed = 42;
  ModelSource source;
  source.names = {"lewd_images.onnx"};
  source.made_up_name = "lewd_images_v2.onnx";
  source.make = [](const std::string& path) {
    return WriteSeededEfficientNetV2(path, EfficientNetV2Small(), kSeed);
  };
  source.check = [](const std::string& path) {
    return ReadOnnxModel(path).status();
  };
  return source;
}

}  // namespace feluda
