// The shapes that Reshape, Flatten, Squeeze and Unsqueeze give, and the order
// that Transpose does.

#ifndef LIB_NETWORKS_ONNX_IMPORT_TARGET_SHAPE_H_
#define LIB_NETWORKS_ONNX_IMPORT_TARGET_SHAPE_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/networks/onnx/import/import_scope.h"
#include "lib/networks/tensor.h"

namespace feluda {

// Whether the operation changes the shape alone.
bool IsReshape(const OnnxNode& node);

// The shape that such an operation gives an input of shape `input`: as many
// elements, each size known. REQUIRES: IsReshape(node).
absl::StatusOr<Shape> TargetShape(ImportScope& scope, const OnnxNode& node,
                                  const Shape& input);

// Dimension i of what Transpose gives is the input's dimension order[i].
absl::StatusOr<std::vector<size_t>> TransposeOrder(const OnnxNode& node,
                                                   size_t rank);

// An axis that counts from the end if negative, as it counts from the start.
absl::StatusOr<size_t> AxisOf(const OnnxNode& node, int64_t axis, size_t rank);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_TARGET_SHAPE_H_
