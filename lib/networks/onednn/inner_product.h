// The product of rows with a matrix, by oneDNN.

#ifndef LIB_NETWORKS_ONEDNN_INNER_PRODUCT_H_
#define LIB_NETWORKS_ONEDNN_INNER_PRODUCT_H_

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/networks/layer.h"
#include "lib/networks/onednn/activation.h"
#include "lib/networks/onednn/packed_weights.h"
#include "lib/networks/tensor.h"

namespace feluda {

// Returns the step for a source of shape {..., inputs}, in row-major order,
// which gives {..., outputs}. `weights` are of the shape {outputs, inputs}. Its
// second input, if `residual`, has the output's shape, and is added before the
// activation. `bias` has a number for each output, or is empty, and outlives
// the step, as `weights` do.
// REQUIRES: the shapes fit.
absl::StatusOr<Step> InnerProductStep(const Shape& source, bool residual,
                                      const Activation& activation,
                                      absl::Span<const float> bias,
                                      PackedWeights& weights);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_INNER_PRODUCT_H_
