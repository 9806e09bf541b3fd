#include "lib/networks/tensor.h"

#include "absl/strings/str_join.h"

namespace feluda {

int64_t ElementCount(const Shape& shape) {
  int64_t count = 1;
  for (const int64_t size : shape) count *= size;
  return count;
}

std::string ShapeText(const Shape& shape) {
  return shape.empty() ? "scalar" : absl::StrJoin(shape, "x");
}

Tensor Tensor::Owned(Shape shape, std::vector<float> values) {
  auto owned = std::make_shared<const std::vector<float>>(std::move(values));
  const absl::Span<const float> span = *owned;
  return Tensor(std::move(shape), span, std::move(owned));
}

Tensor Tensor::Borrowed(Shape shape, absl::Span<const float> values,
                        std::shared_ptr<const void> keeper) {
  return Tensor(std::move(shape), values, std::move(keeper));
}

Tensor Tensor::Reshaped(Shape shape) const {
  return Tensor(std::move(shape), values_, keeper_);
}

}  // namespace feluda
