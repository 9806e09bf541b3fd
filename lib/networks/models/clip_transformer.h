// What CLIP's two towers share: the transformer, and the names of its tensors
// in the two published layouts of the same weights.
//
// OpenAI's:        transformer.resblocks.0.attn.in_proj_weight
// Hugging Face's:  text_model.encoder.layers.0.self_attn.q_proj.weight
//
// Threads: any number.

#ifndef LIB_NETWORKS_MODELS_CLIP_TRANSFORMER_H_
#define LIB_NETWORKS_MODELS_CLIP_TRANSFORMER_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/onednn/activation.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights.h"

namespace feluda {

struct ClipTransformerSize {
  int64_t width = 0;
  int64_t layers = 0;
  // The width between the two inner products that follow each attention.
  int64_t mlp = 0;
  Activation activation = Activation::QuickGelu();

  // CLIP's heads have 64 numbers each.
  int64_t heads() const { return width / 64; }
};

// Where a tower's tensors are.
struct ClipTowerNames {
  // Whether queries, keys and values have tensors of their own, as Hugging
  // Face's do.
  bool split_attention = false;
  // What the blocks' names begin with, up to the number.
  std::string blocks;

  // Returns the full name of a tensor such as "ln_1.weight" in the block
  // `layer`.
  std::string Block(int64_t layer, absl::string_view tensor) const;
};

// The names of the image tower and of the text tower: Hugging Face's if tensors
// outside of the blocks have its names, else OpenAI's.
ClipTowerNames ClipVisionNames(const Weights& weights);
ClipTowerNames ClipTextNames(const Weights& weights);

// Reads the size from the tensors: how many blocks there are, and the widths in
// the first. Errors name a tensor that is missing or has another number of
// dimensions, or a width that is no multiple of 64.
absl::StatusOr<ClipTransformerSize> ClipTransformerSizeOf(
    const Weights& weights, const ClipTowerNames& names, int64_t width);

// Returns a tensor's shape if it has that many dimensions, or else an error
// that names it.
absl::StatusOr<Shape> ShapeWithDimensions(const Weights& weights,
                                          absl::string_view name,
                                          size_t dimensions);

// Adds a layer normalization with the tensors `name`.weight and `name`.bias.
Value ClipNormalization(NetworkBuilder& builder, const Weights& weights,
                        const std::string& name, int64_t width, Value x);

// Adds the transformer. x: {batch, tokens, width}, to {batch, width}: of each
// sequence the one token that `select` picks. In the last block the other
// tokens serve only as keys and values, so three quarters of that block are not
// computed.
Value ClipTransformer(NetworkBuilder& builder, const Weights& weights,
                      const ClipTowerNames& names,
                      const ClipTransformerSize& size, bool causal, Value x,
                      const std::function<Value(Value)>& select);

}  // namespace feluda

#endif  // LIB_NETWORKS_MODELS_CLIP_TRANSFORMER_H_
