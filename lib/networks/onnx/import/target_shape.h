// Finds the shapes that Reshape, Flatten, Squeeze and Unsqueeze give, and the
// order that Transpose gives.

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

// Returns the shape that such an operation gives to an input of shape `input`,
// with as many elements and every size known. REQUIRES: IsReshape(node).
absl::StatusOr<Shape> TargetShape(ImportScope& scope, const OnnxNode& node,
                                  const Shape& input);

// Returns the order of a Transpose: dimension i of its output is dimension
// order[i] of its input.
absl::StatusOr<std::vector<size_t>> TransposeOrder(const OnnxNode& node,
                                                   size_t rank);

// Returns an axis, which counts from the end if negative, counted from the
// start.
absl::StatusOr<size_t> AxisOf(const OnnxNode& node, int64_t axis, size_t rank);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORT_TARGET_SHAPE_H_
