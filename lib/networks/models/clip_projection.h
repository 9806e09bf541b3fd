// The last layer of CLIP's towers, which brings the features of both into one
// space.
//
// OpenAI's files have the matrix by which a row is multiplied, Hugging Face's
// its transpose, as torch's linear layers do.

#ifndef LIB_NETWORKS_MODELS_CLIP_PROJECTION_H_
#define LIB_NETWORKS_MODELS_CLIP_PROJECTION_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/models/clip_transformer.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights.h"

namespace feluda {

// Returns the number of features that the tensor `name` makes of `width`
// numbers, by its shape.
absl::StatusOr<int64_t> ClipFeatures(const Weights& weights,
                                     const ClipTowerNames& names,
                                     const std::string& name, int64_t width);

// x: {batch, width}, to {batch, features}. `shape` is {features, width}.
Value ClipProjection(NetworkBuilder& builder, const Weights& weights,
                     const ClipTowerNames& names, const std::string& name,
                     const Shape& shape, Value x);

}  // namespace feluda

#endif  // LIB_NETWORKS_MODELS_CLIP_PROJECTION_H_
