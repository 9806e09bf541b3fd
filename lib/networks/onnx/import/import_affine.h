// What a graph does to each channel of a layer's output by constants: a batch
// normalization, a product, a sum. All of it is one scale and one offset, which
// the layer takes into its weights and bias.
//
//   AffineTail tail = ...TakeAffine(scope, name, /*outputs=*/64,
//   /*channel=*/1); Apply(tail, weights, bias);

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

// The scale and offset of a BatchNormalization of `channels`.
absl::StatusOr<AffineTail> AffineOfNormalization(ImportScope& scope,
                                                 const OnnxNode& node,
                                                 int64_t channels);

// Takes what happens to the value `name` of rank `rank` as long as each node is
// its only reader and is such an operation, whose constants vary along
// dimension `channel` alone; marks the nodes as fused and sets `name` to what
// the last gives. Doubles keep a chain of them as exact as one.
absl::StatusOr<AffineTail> TakeAffine(ImportScope& scope, std::string& name,
                                      size_t rank, size_t channel,
                                      int64_t channels);

// Changes weights of shape {outputs, ...} and a bias of {outputs}, or empty, so
// that their layer gives what the tail makes of it.
void Apply(const AffineTail& tail, Tensor& weights, Tensor& bias);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_IMPORT_AFFINE_H_
