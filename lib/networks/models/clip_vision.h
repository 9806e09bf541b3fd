// CLIP's image tower is a vision transformer that turns images into features
// that are close to those of the texts that describe them ("Learning
// transferable visual models from natural language supervision", Radford et al.
// 2021).
//
//   auto weights = SafetensorsFile::Open("clip-vit-base-patch32.safetensors");
//   auto size = ClipVisionSize::Of(**weights);
//   auto vision = ClipVision::Create(**weights, *size, {/*threads=*/1});
//   absl::StatusOr<Tensor> features =
//       (*vision)->Run(Tensor::Owned({2, 3, 224, 224}, pixels));  // 2x512
//
// OpenAI's and Hugging Face's layouts of the weights both load. The features
// are those of encode_image() and get_image_features(): projected, and not
// brought to length 1.
//
// Threads: one at a time. Memory: the weights, packed (352 MB for ViT-B/32),
// and for each image of a batch some 4 MB.

#ifndef LIB_NETWORKS_MODELS_CLIP_VISION_H_
#define LIB_NETWORKS_MODELS_CLIP_VISION_H_

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/models/clip_transformer.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights.h"

namespace feluda {

struct ClipVisionSize {
  ClipTransformerSize transformer;
  // The side of an image and of the squares that it is cut into, in pixels.
  int64_t image = 0;
  int64_t patch = 0;
  int64_t features = 0;

  static ClipVisionSize VitB32() {
    return {{768, 12, 3072, Activation::QuickGelu()}, 224, 32, 512};
  }

  // Returns the size that follows from the tensors' shapes, for ViT-B/32, B/16,
  // L/14 and others. Errors name the tensor that is missing or has another
  // shape.
  static absl::StatusOr<ClipVisionSize> Of(const Weights& weights);

  int64_t patches() const { return (image / patch) * (image / patch); }
};

class ClipVision {
 public:
  // Packs the weights. Errors name the tensor that is missing or has another
  // shape, what was expected, and what was found.
  static absl::StatusOr<std::unique_ptr<ClipVision>> Create(
      const Weights& weights, const ClipVisionSize& size,
      const NetworkOptions& options = {});

  // Returns {batch, features}. Images are {batch, 3, size, size}, in red, green
  // and blue, less CLIP's mean and divided by its deviation. The features of an
  // image are the same in any batch, within 1e-5 of the largest; 8 is about the
  // fastest size.
  absl::StatusOr<Tensor> Run(const Tensor& images);

  const ClipVisionSize& size() const { return size_; }

 private:
  ClipVision(const ClipVisionSize& size, std::unique_ptr<Network> network)
      : size_(size), network_(std::move(network)) {}

  const ClipVisionSize size_;
  const std::unique_ptr<Network> network_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_MODELS_CLIP_VISION_H_
