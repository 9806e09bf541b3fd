// Multi-head self-attention without the projections around it: what torch calls
// scaled dot-product attention, for all heads.
//
//   x = InnerProduct(builder, "in_proj", x, {in_proj_weight, in_proj_bias});
//   x = Attention(builder, "attn", x, {/*heads=*/12, /*causal=*/false});

#ifndef LIB_NETWORKS_LAYERS_TRANSFORMER_ATTENTION_H_
#define LIB_NETWORKS_LAYERS_TRANSFORMER_ATTENTION_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"

namespace feluda {

struct AttentionParameters {
  int64_t heads = 1;
  // Whether a token attends only to itself and those before it.
  bool causal = false;
};

// x: {batch, tokens, 3 * width}, to {batch, tokens, width}. A token of `x` has
// its queries, then its keys, then its values; within each, and in the result,
// the heads come one after another.
Value Attention(NetworkBuilder& builder, absl::string_view name, Value x,
                const AttentionParameters& parameters);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_TRANSFORMER_ATTENTION_H_
