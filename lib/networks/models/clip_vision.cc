#include "lib/networks/models/clip_vision.h"

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/networks/layers/inner_product.h"
#include "lib/networks/layers/transformer/tokens.h"
#include "lib/networks/models/clip_projection.h"

namespace feluda {
namespace {

// The names outside of the blocks.
struct Names {
  const char* patches;
  const char* class_token;
  const char* positions;
  const char* first_normalization;
  const char* last_normalization;
  const char* projection;
};

constexpr Names kOpenAi = {"visual.conv1.weight",
                           "visual.class_embedding",
                           "visual.positional_embedding",
                           "visual.ln_pre",
                           "visual.ln_post",
                           "visual.proj"};
// Hugging Face's spelling.
constexpr Names kHuggingFace = {
    "vision_model.embeddings.patch_embedding.weight",
    "vision_model.embeddings.class_embedding",
    "vision_model.embeddings.position_embedding.weight",
    "vision_model.pre_layrnorm",
    "vision_model.post_layernorm",
    "visual_projection.weight"};

const Names& NamesOf(const ClipTowerNames& tower) {
  return tower.split_attention ? kHuggingFace : kOpenAi;
}

// The root of a square number, or 0.
int64_t ExactRoot(int64_t square) {
  int64_t root = 0;
  while (root * root < square) ++root;
  return root * root == square ? root : 0;
}

// Images to tokens with their places.
Value Embed(NetworkBuilder& builder, const Weights& weights, const Names& names,
            const ClipVisionSize& size, Value images) {
  const int64_t width = size.transformer.width;
  const int64_t inputs = 3 * size.patch * size.patch;
  InnerProductParameters kernel;
  kernel.weights =
      builder.Load(weights, names.patches, {width, 3, size.patch, size.patch});
  if (!builder.status().ok()) return {};
  kernel.weights = kernel.weights.Reshaped({width, inputs});
  Value x = Patches(builder, "patches", images, size.patch);
  x = InnerProduct(builder, names.patches, x, std::move(kernel));
  PrependTokenParameters embeddings;
  embeddings.token = builder.Load(weights, names.class_token, {width});
  embeddings.positions =
      builder.Load(weights, names.positions, {size.patches() + 1, width});
  return PrependToken(builder, "embeddings", x, embeddings);
}

}  // namespace

absl::StatusOr<ClipVisionSize> ClipVisionSize::Of(const Weights& weights) {
  const ClipTowerNames tower = ClipVisionNames(weights);
  const Names& names = NamesOf(tower);
  const auto kernel = ShapeWithDimensions(weights, names.patches, 4);
  if (!kernel.ok()) return kernel.status();
  const auto positions = ShapeWithDimensions(weights, names.positions, 2);
  if (!positions.ok()) return positions.status();
  const auto features =
      ClipFeatures(weights, tower, names.projection, (*kernel)[0]);
  if (!features.ok()) return features.status();
  const auto transformer = ClipTransformerSizeOf(weights, tower, (*kernel)[0]);
  if (!transformer.ok()) return transformer.status();
  const int64_t grid = ExactRoot((*positions)[0] - 1);
  if (grid == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("tensor \"", names.positions,
                     "\": expected places for a square of "
                     "patches and one more, found ",
                     ShapeText(*positions)));
  }
  const int64_t patch = (*kernel)[3];
  return ClipVisionSize{*transformer, grid * patch, patch, *features};
}

absl::StatusOr<std::unique_ptr<ClipVision>> ClipVision::Create(
    const Weights& weights, const ClipVisionSize& size,
    const NetworkOptions& options) {
  const ClipTowerNames tower = ClipVisionNames(weights);
  const Names& names = NamesOf(tower);
  const int64_t width = size.transformer.width;
  NetworkBuilder builder(options);
  Value x = builder.Input({1, 3, size.image, size.image});
  x = Embed(builder, weights, names, size, x);
  x = ClipNormalization(builder, weights, names.first_normalization, width, x);
  x = ClipTransformer(builder, weights, tower, size.transformer,
                      /*causal=*/false, x, [&builder](Value tokens) {
                        return SelectToken(builder, "class token", tokens);
                      });
  x = ClipNormalization(builder, weights, names.last_normalization, width, x);
  x = ClipProjection(builder, weights, tower, names.projection,
                     {size.features, width}, x);
  auto network = builder.Build({x});
  if (!network.ok()) return network.status();
  return std::unique_ptr<ClipVision>(new ClipVision(size, *std::move(network)));
}

absl::StatusOr<Tensor> ClipVision::Run(const Tensor& images) {
  const Shape& shape = images.shape();
  if (shape.size() != 4 || shape[0] < 1 ||
      shape != Shape{shape[0], 3, size_.image, size_.image}) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the images should have the shape {batch, 3, ", size_.image, ", ",
        size_.image, "}, but have ", ShapeText(shape)));
  }
  return network_->Run(images);
}

}  // namespace feluda
