#include "lib/networks/models/clip_transformer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/layers/inner_product.h"
#include "lib/networks/layers/transformer/attention.h"
#include "lib/networks/layers/transformer/layer_normalization.h"

namespace feluda {
namespace {

// The parts of a block, by layout.
struct BlockNames {
  const char* first_normalization;
  const char* attention_output;
  const char* second_normalization;
  const char* first_layer;
  const char* second_layer;
};

constexpr BlockNames kOpenAi = {"ln_1", "attn.out_proj", "ln_2", "mlp.c_fc",
                                "mlp.c_proj"};
constexpr BlockNames kHuggingFace = {"layer_norm1", "self_attn.out_proj",
                                     "layer_norm2", "mlp.fc1", "mlp.fc2"};

const BlockNames& NamesOf(const ClipTowerNames& names) {
  return names.split_attention ? kHuggingFace : kOpenAi;
}

class Blocks {
 public:
  Blocks(NetworkBuilder& builder, const Weights& weights,
         const ClipTowerNames& names, const ClipTransformerSize& size)
      : builder_(builder), weights_(weights), names_(names), size_(size) {}

  // Adds a block, which after its attention keeps what `select` picks.
  Value Add(int64_t layer, bool causal,
            const std::function<Value(Value)>& select, Value x) {
    const BlockNames& parts = NamesOf(names_);
    Value y = Normalization(layer, parts.first_normalization, x);
    y = Product(names_.Block(layer, "attn.in_proj"), y, AttentionInput(layer),
                Activation::None(), {});
    y = Attention(builder_, names_.Block(layer, "attn"), y,
                  {size_.heads(), causal});
    if (select != nullptr) {
      x = select(x);
      y = select(y);
    }
    x = Linear(layer, parts.attention_output, {size_.width, size_.width}, y,
               Activation::None(), x);
    y = Normalization(layer, parts.second_normalization, x);
    y = Linear(layer, parts.first_layer, {size_.mlp, size_.width}, y,
               size_.activation, {});
    return Linear(layer, parts.second_layer, {size_.width, size_.mlp}, y,
                  Activation::None(), x);
  }

 private:
  struct Matrix {
    Tensor weights;
    Tensor bias;
  };

  Value Normalization(int64_t layer, absl::string_view part, Value x) {
    return ClipNormalization(builder_, weights_, names_.Block(layer, part),
                             size_.width, x);
  }

  Value Linear(int64_t layer, absl::string_view part, const Shape& shape,
               Value x, const Activation& activation, Value residual) {
    const std::string name = names_.Block(layer, part);
    Matrix matrix = {
        builder_.Load(weights_, absl::StrCat(name, ".weight"), shape),
        builder_.Load(weights_, absl::StrCat(name, ".bias"), {shape[0]})};
    return Product(name, x, std::move(matrix), activation, residual);
  }

  Value Product(const std::string& name, Value x, Matrix matrix,
                const Activation& activation, Value residual) {
    InnerProductParameters parameters;
    parameters.weights = std::move(matrix.weights);
    parameters.bias = std::move(matrix.bias);
    parameters.activation = activation;
    parameters.residual = residual;
    return InnerProduct(builder_, name, x, std::move(parameters));
  }

  // Queries, keys and values from one matrix: one product of three times the
  // rows is quicker than three.
  Matrix AttentionInput(int64_t layer) {
    const int64_t width = size_.width;
    if (!names_.split_attention) {
      return {
          builder_.Load(weights_, names_.Block(layer, "attn.in_proj_weight"),
                        {3 * width, width}),
          builder_.Load(weights_, names_.Block(layer, "attn.in_proj_bias"),
                        {3 * width})};
    }
    return {Joined(layer, "weight", {width, width}),
            Joined(layer, "bias", {width})};
  }

  // The tensors of queries, keys and values, one after the other.
  Tensor Joined(int64_t layer, absl::string_view kind, Shape shape) {
    std::vector<float> values;
    values.reserve(3 * ElementCount(shape));
    for (const char* part : {"q", "k", "v"}) {
      const Tensor tensor = builder_.Load(
          weights_,
          names_.Block(layer, absl::StrCat("self_attn.", part, "_proj.", kind)),
          shape);
      if (!builder_.status().ok()) return {};
      values.insert(values.end(), tensor.values().begin(),
                    tensor.values().end());
    }
    shape[0] *= 3;
    return Tensor::Owned(std::move(shape), std::move(values));
  }

  NetworkBuilder& builder_;
  const Weights& weights_;
  const ClipTowerNames& names_;
  const ClipTransformerSize& size_;
};

}  // namespace

std::string ClipTowerNames::Block(int64_t layer,
                                  absl::string_view tensor) const {
  return absl::StrCat(blocks, layer, ".", tensor);
}

ClipTowerNames ClipVisionNames(const Weights& weights) {
  if (weights.Has("visual_projection.weight") ||
      weights.Has("vision_model.embeddings.class_embedding")) {
    return {true, "vision_model.encoder.layers."};
  }
  return {false, "visual.transformer.resblocks."};
}

ClipTowerNames ClipTextNames(const Weights& weights) {
  if (weights.Has("text_projection.weight") ||
      weights.Has("text_model.final_layer_norm.weight")) {
    return {true, "text_model.encoder.layers."};
  }
  return {false, "transformer.resblocks."};
}

absl::StatusOr<Shape> ShapeWithDimensions(const Weights& weights,
                                          absl::string_view name,
                                          size_t dimensions) {
  absl::StatusOr<Shape> shape = weights.ShapeOf(name);
  if (!shape.ok()) return shape;
  const bool has_elements = std::all_of(shape->begin(), shape->end(),
                                        [](int64_t n) { return n > 0; });
  if (shape->size() == dimensions && has_elements) return shape;
  return absl::InvalidArgumentError(
      absl::StrCat("tensor \"", name, "\": expected ", dimensions,
                   " dimensions of 1 or more, found ", ShapeText(*shape)));
}

absl::StatusOr<ClipTransformerSize> ClipTransformerSizeOf(
    const Weights& weights, const ClipTowerNames& names, int64_t width) {
  ClipTransformerSize size;
  size.width = width;
  if (size.heads() * 64 != width) {
    return absl::InvalidArgumentError(
        absl::StrCat(names.blocks,
                     "*: expected a width of heads of 64 each, "
                     "found ",
                     width));
  }
  const BlockNames& parts = NamesOf(names);
  const auto first = [&](int64_t layer) {
    return names.Block(layer, absl::StrCat(parts.first_layer, ".weight"));
  };
  const auto shape = ShapeWithDimensions(weights, first(0), 2);
  if (!shape.ok()) return shape.status();
  size.mlp = (*shape)[0];
  while (weights.Has(first(size.layers))) ++size.layers;
  return size;
}

Value ClipNormalization(NetworkBuilder& builder, const Weights& weights,
                        const std::string& name, int64_t width, Value x) {
  LayerNormalizationParameters parameters;
  parameters.scale =
      builder.Load(weights, absl::StrCat(name, ".weight"), {width});
  parameters.shift =
      builder.Load(weights, absl::StrCat(name, ".bias"), {width});
  return LayerNormalization(builder, name, x, parameters);
}

Value ClipTransformer(NetworkBuilder& builder, const Weights& weights,
                      const ClipTowerNames& names,
                      const ClipTransformerSize& size, bool causal, Value x,
                      const std::function<Value(Value)>& select) {
  Blocks blocks(builder, weights, names, size);
  for (int64_t layer = 0; layer + 1 < size.layers; ++layer) {
    x = blocks.Add(layer, causal, nullptr, x);
  }
  return blocks.Add(size.layers - 1, causal, select, x);
}

}  // namespace feluda
