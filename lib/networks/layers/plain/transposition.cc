#include "lib/networks/layers/plain/transposition.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/networks/layer.h"

namespace feluda {
namespace {

template <typename Sizes>
Sizes Permuted(const Sizes& sizes, const std::vector<size_t>& order) {
  Sizes permuted;
  for (const size_t dimension : order) permuted.push_back(sizes[dimension]);
  return permuted;
}

bool IsOrder(std::vector<size_t> order, size_t rank) {
  std::sort(order.begin(), order.end());
  for (size_t i = 0; i < order.size(); ++i) {
    if (order[i] != i) return false;
  }
  return order.size() == rank;
}

// How far apart neighbours in each dimension are in row-major order.
Shape StridesOf(const Shape& shape) {
  Shape strides(shape.size(), 1);
  for (size_t i = shape.size(); i-- > 1;) {
    strides[i - 1] = strides[i] * shape[i];
  }
  return strides;
}

// Copies dimension `d` and all further ones of the result, and returns where
// the result goes on.
float* Copy(const float* from, const Shape& shape, const Shape& strides,
            size_t d, float* to) {
  if (d == shape.size()) {
    *to = *from;
    return to + 1;
  }
  for (int64_t i = 0; i < shape[d]; ++i) {
    to = Copy(from + i * strides[d], shape, strides, d + 1, to);
  }
  return to;
}

class TranspositionLayer : public Layer {
 public:
  explicit TranspositionLayer(std::vector<size_t> order)
      : order_(std::move(order)) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& input = inputs[0].shape();
    if (!IsOrder(order_, input.size())) {
      return absl::InvalidArgumentError(
          absl::StrCat("the order ", absl::StrJoin(order_, ", "),
                       " is none of the dimensions of ", ShapeText(input)));
    }
    const Shape output = Permuted(input, order_);
    const Shape strides = Permuted(StridesOf(input), order_);
    Step step;
    step.inputs = {Layout::Plain(input)};
    step.output = Layout::Plain(output);
    step.run = [output, strides](const StepMemory& memory) {
      Copy(memory.inputs[0], output, strides, 0, memory.output);
      return absl::OkStatus();
    };
    return step;
  }

 private:
  const std::vector<size_t> order_;
};

}  // namespace

Value Transposition(NetworkBuilder& builder, absl::string_view name, Value x,
                    const std::vector<size_t>& order) {
  return builder.Add(name, std::make_unique<TranspositionLayer>(order), {x});
}

Tensor Transposed(const Tensor& x, const std::vector<size_t>& order) {
  std::vector<float> values(x.values().size());
  const Shape shape = Permuted(x.shape(), order);
  if (!values.empty()) {
    Copy(x.data(), shape, Permuted(StridesOf(x.shape()), order), 0,
         values.data());
  }
  return Tensor::Owned(shape, std::move(values));
}

}  // namespace feluda
