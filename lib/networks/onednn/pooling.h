// Maxima and averages of windows of images, by oneDNN.

#ifndef LIB_NETWORKS_ONEDNN_POOLING_H_
#define LIB_NETWORKS_ONEDNN_POOLING_H_

#include "absl/status/statusor.h"
#include "lib/networks/layer.h"
#include "lib/networks/onednn/layout.h"
#include "lib/networks/tensor.h"

namespace feluda {

enum class PoolingKind {
  kMaximum,
  kAverage,             // of the pixels of the image in the window
  kAverageWithPadding,  // the padding counts as zeros
};

// Each member is {height, width}.
struct PoolingGeometry {
  Shape window = {1, 1};
  Shape strides = {1, 1};
  Shape pad_before = {0, 0};  // top and left
  Shape pad_after = {0, 0};   // bottom and right
};

// Returns the step for a source of shape {batch, channels, height, width}.
// REQUIRES: `destination` is the shape that the geometry gives.
absl::StatusOr<Step> PoolingStep(PoolingKind kind,
                                 const PoolingGeometry& geometry,
                                 const Layout& source,
                                 const Shape& destination);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_POOLING_H_
