#include "lib/networks/layers/plain/float16_rounding.h"

#include <algorithm>
#include <cstddef>
#include <memory>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "lib/networks/layer.h"
#include "lib/networks/onednn/threads.h"
#include "lib/networks/weights/half_floats.h"

namespace feluda {
namespace {

// What one thread takes at a time: 64 kB.
constexpr size_t kBlock = 1 << 14;

void Round(const float* from, size_t count, float* to) {
  ParallelFor((count + kBlock - 1) / kBlock, [=](size_t block) {
    const size_t first = block * kBlock;
    const size_t size = std::min(kBlock, count - first);
    RoundToFloat16(absl::MakeConstSpan(from + first, size), to + first);
  });
}

class Float16RoundingLayer : public Layer {
 public:
  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    // What a layout pads is rounded as well: its zeros stay.
    const size_t count = inputs[0].bytes() / sizeof(float);
    Step step;
    step.inputs = {inputs[0]};
    step.output = inputs[0];
    step.in_place = 0;
    step.run = [count](const StepMemory& memory) {
      Round(memory.inputs[0], count, memory.output);
      return absl::OkStatus();
    };
    return step;
  }
};

}  // namespace

Value Float16Rounding(NetworkBuilder& builder, absl::string_view name,
                      Value x) {
  return builder.Add(name, std::make_unique<Float16RoundingLayer>(), {x});
}

}  // namespace feluda
