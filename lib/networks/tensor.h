// A float32 tensor in row-major order, which costs a pointer to copy.
//
//   const Tensor owned = Tensor::Owned({2, 3}, {1, 2, 3, 4, 5, 6});
//   const Tensor mapped = Tensor::Borrowed({2, 3}, {floats, 6}, mapping);
//   owned.Reshaped({3, 2}).values()[5];  // 6
//
// The values never change, and all copies share them. What keeps them alive is
// destroyed with the last copy. So a reader of mapped files can give the pages
// of a tensor back to the kernel as soon as nobody needs them.
//
// Threads: any number may read.

#ifndef LIB_NETWORKS_TENSOR_H_
#define LIB_NETWORKS_TENSOR_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"

namespace feluda {

// The size of each dimension, the outermost first.
using Shape = std::vector<int64_t>;

// Returns the number of elements: the product of the sizes, or 1 if there are
// none. REQUIRES: it is below 2^63.
int64_t ElementCount(const Shape& shape);

// Returns "64x3x7x7", or "scalar" where there is no dimension.
std::string ShapeText(const Shape& shape);

class Tensor {
 public:
  // Makes a tensor without elements, of the shape {0}.
  Tensor() = default;

  // REQUIRES: values.size() == ElementCount(shape).
  static Tensor Owned(Shape shape, std::vector<float> values);

  // Makes a tensor of `values`, which stay valid as long as `keeper` lives.
  // Without a keeper they must outlive the tensor and its copies.
  // REQUIRES: values.size() == ElementCount(shape).
  static Tensor Borrowed(Shape shape, absl::Span<const float> values,
                         std::shared_ptr<const void> keeper = nullptr);

  const Shape& shape() const { return shape_; }
  absl::Span<const float> values() const { return values_; }
  const float* data() const { return values_.data(); }
  bool empty() const { return values_.empty(); }

  // Returns a tensor of the same values in another shape.
  // REQUIRES: it has as many elements.
  Tensor Reshaped(Shape shape) const;

 private:
  Tensor(Shape shape, absl::Span<const float> values,
         std::shared_ptr<const void> keeper)
      : shape_(std::move(shape)), values_(values), keeper_(std::move(keeper)) {}

  Shape shape_ = {0};
  absl::Span<const float> values_;
  std::shared_ptr<const void> keeper_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_TENSOR_H_
