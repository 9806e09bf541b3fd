#include "lib/networks/layers/transformer/layer_normalization.h"

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/layers/mismatch.h"
#include "lib/networks/layers/transformer/normalization_kernel.h"
#include "lib/networks/onednn/threads.h"

namespace feluda {
namespace {

std::vector<float> Copy(const Tensor& tensor) {
  return {tensor.values().begin(), tensor.values().end()};
}

class LayerNormalizationLayer : public Layer {
 public:
  explicit LayerNormalizationLayer(
      const LayerNormalizationParameters& parameters)
      : scale_(Copy(parameters.scale)),
        shift_(Copy(parameters.shift)),
        epsilon_(parameters.epsilon) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& shape = inputs[0].shape();
    const size_t width = scale_.size();
    if (shift_.size() != width) {
      return Mismatch("the shift", absl::StrCat(width),
                      {static_cast<int64_t>(shift_.size())});
    }
    if (shape.empty() || shape.back() != static_cast<int64_t>(width)) {
      return Mismatch("its input", absl::StrCat("{..., ", width, "}"), shape);
    }
    Step step;
    step.inputs = {Layout::Plain(shape)};
    step.output = step.inputs[0];
    step.in_place = 0;
    step.run = [this, width, rows = ElementCount(shape) / shape.back()](
                   const StepMemory& memory) {
      ParallelFor(rows, [&](size_t row) {
        NormalizeRow(memory.inputs[0] + row * width, width, scale_.data(),
                     shift_.data(), epsilon_, memory.output + row * width);
      });
      return absl::OkStatus();
    };
    return step;
  }

 private:
  const std::vector<float> scale_;
  const std::vector<float> shift_;
  const float epsilon_;
};

}  // namespace

Value LayerNormalization(NetworkBuilder& builder, absl::string_view name,
                         Value x,
                         const LayerNormalizationParameters& parameters) {
  return builder.Add(
      name, std::make_unique<LayerNormalizationLayer>(parameters), {x});
}

}  // namespace feluda
