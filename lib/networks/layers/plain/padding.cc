#include "lib/networks/layers/plain/padding.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "lib/networks/layer.h"
#include "lib/networks/layers/mismatch.h"
#include "lib/networks/onednn/threads.h"

namespace feluda {
namespace {

class PaddingLayer : public Layer {
 public:
  PaddingLayer(const Shape& before, const Shape& after, float value)
      : top_(before[0]),
        left_(before[1]),
        bottom_(after[0]),
        right_(after[1]),
        value_(value) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& input = inputs[0].shape();
    if (input.size() != 4) {
      return Mismatch("its input", "{batch, channels, height, width}", input);
    }
    const Shape output = {input[0], input[1], input[2] + top_ + bottom_,
                          input[3] + left_ + right_};
    Step step;
    step.inputs = {Layout::Plain(input)};
    step.output = Layout::Plain(output);
    step.run = [this, input, output](const StepMemory& memory) {
      ParallelFor(input[0] * input[1], [&](size_t plane) {
        PadPlane(input, output, memory.inputs[0] + plane * input[2] * input[3],
                 memory.output + plane * output[2] * output[3]);
      });
      return absl::OkStatus();
    };
    return step;
  }

 private:
  void PadPlane(const Shape& input, const Shape& output, const float* from,
                float* to) const {
    to = std::fill_n(to, top_ * output[3], value_);
    for (int64_t y = 0; y < input[2]; ++y) {
      to = std::fill_n(to, left_, value_);
      to = std::copy_n(from + y * input[3], input[3], to);
      to = std::fill_n(to, right_, value_);
    }
    std::fill_n(to, bottom_ * output[3], value_);
  }

  const int64_t top_, left_, bottom_, right_;
  const float value_;
};

}  // namespace

Value Padding(NetworkBuilder& builder, absl::string_view name, Value x,
              const Shape& before, const Shape& after, float value) {
  return builder.Add(name, std::make_unique<PaddingLayer>(before, after, value),
                     {x});
}

}  // namespace feluda
