// Folds what a graph does to each channel of a layer's output by constants (a
// batch normalization, a product, a sum) into one scale and one offset, which
// the layer takes into its weights and bias.
//
//   auto tail = TakeAffine(scope, name, /*rank=*/4, /*channel=*/1, outputs);
//   if (!tail.ok()) return tail.status();
//   Apply(*tail, weights, bias);

#ifndef LIB_NETWORKS_ONNX_IMPORT_IMPORT_AFFINE_H_
#define LIB_NETWORKS_ONNX_IMPORT_IMPORT_AFFINE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/networks/onnx/import/import_scope.h"

namespace feluda {

// y = scale * x + offset for each output; empty for no change.
struct AffineTail {
  std::vector<double> scale;
  std::vector<double> offset;
};

// Returns the scale and offset of a BatchNormalization of so many channels.
absl::StatusOr<AffineTail> AffineOfNormalization(ImportScope& scope,
                                                 const OnnxNode& node,
                                                 int64_t channels);

// Follows the value `name`, which has so many dimensions, through such
// operations, as long as each is the only reader of the value before and its
// constants vary only along dimension `channel`, which has the size `channels`.
// Marks their nodes as fused, sets `name` to the output of the last, and
// returns all of them as one. Doubles keep a chain as exact as one operation.
absl::StatusOr<AffineTail> TakeAffine(ImportScope& scope, std::string& name,
                                      size_t rank, size_t channel,
                                      int64_t channels);

// Changes a layer's weights {outputs, ...} and its bias {outputs}, which may be
// empty, so that it computes the tail as well.
void Apply(const AffineTail& tail, Tensor& weights, Tensor& bias);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_AFFINE_H_
