// Converts between pictures, tokens and features in a vision transformer ("An
// image is worth 16x16 words", Dosovitskiy et al. 2021).
//
//   Value x = Patches(builder, "patches", image, 32);    // {b, 3, 224, 224}
//   x = InnerProduct(builder, "conv1", x, {kernel});     // {b, 49, 3072}
//   x = PrependToken(builder, "embeddings", x, {class_embedding, positions});
//   ...                                                  // {b, 50, 768}
//   x = SelectToken(builder, "class token", x);          // {b, 768}

#ifndef LIB_NETWORKS_LAYERS_TRANSFORMER_TOKENS_H_
#define LIB_NETWORKS_LAYERS_TRANSFORMER_TOKENS_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/tensor.h"

namespace feluda {

// Cuts images into squares, from left to right and top to bottom.
// x: {batch, channels, height, width}, to {batch, squares, channels * side *
// side}. So a convolution with a kernel and a stride of `side` is an inner
// product, which keeps the processor busier than its convolution does.
Value Patches(NetworkBuilder& builder, absl::string_view name, Value x,
              int64_t side);

struct PrependTokenParameters {
  Tensor token;      // {width}
  Tensor positions;  // {tokens + 1, width}
};

// Puts a token before the others, then adds to each the embedding of its place.
// x: {batch, tokens, width}, to {batch, tokens + 1, width}.
Value PrependToken(NetworkBuilder& builder, absl::string_view name, Value x,
                   const PrependTokenParameters& parameters);

// Keeps one token of each sequence: the first, or the one at the place in
// `places`, if that is valid. x: {batch, tokens, width}, places: {batch}, to
// {batch, width}.
Value SelectToken(NetworkBuilder& builder, absl::string_view name, Value x,
                  Value places = {});

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_TRANSFORMER_TOKENS_H_
