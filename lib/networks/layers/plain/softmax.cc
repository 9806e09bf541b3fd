#include "lib/networks/layers/plain/softmax.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "lib/networks/layer.h"
#include "lib/networks/layers/mismatch.h"

namespace feluda {
namespace {

// The largest score is taken off first, so that exp() cannot overflow.
void SoftmaxOf(const float* from, int64_t count, float* to) {
  const float largest = *std::max_element(from, from + count);
  double sum = 0;
  for (int64_t i = 0; i < count; ++i) {
    to[i] = std::exp(from[i] - largest);
    sum += to[i];
  }
  for (int64_t i = 0; i < count; ++i) to[i] = static_cast<float>(to[i] / sum);
}

class SoftmaxLayer : public Layer {
 public:
  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& shape = inputs[0].shape();
    if (shape.empty()) return Mismatch("its input", "{..., scores}", shape);
    const int64_t columns = shape.back();
    const int64_t rows = ElementCount(shape) / columns;
    Step step;
    step.inputs = {Layout::Plain(shape)};
    step.output = step.inputs[0];
    step.in_place = 0;
    step.run = [rows, columns](const StepMemory& memory) {
      for (int64_t i = 0; i < rows; ++i) {
        SoftmaxOf(memory.inputs[0] + i * columns, columns,
                  memory.output + i * columns);
      }
      return absl::OkStatus();
    };
    return step;
  }
};

}  // namespace

Value Softmax(NetworkBuilder& builder, absl::string_view name, Value x) {
  return builder.Add(name, std::make_unique<SoftmaxLayer>(), {x});
}

}  // namespace feluda
