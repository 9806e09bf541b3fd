#include "lib/networks/layers/plain/constant.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "lib/networks/layer.h"

namespace feluda {
namespace {

class ConstantLayer : public Layer {
 public:
  explicit ConstantLayer(Tensor tensor) : tensor_(std::move(tensor)) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout>) override {
    Step step;
    step.output = Layout::Plain(tensor_.shape());
    step.run = [this](const StepMemory& memory) {
      std::copy_n(tensor_.data(), tensor_.values().size(), memory.output);
      return absl::OkStatus();
    };
    return step;
  }

 private:
  const Tensor tensor_;
};

}  // namespace

Value Constant(NetworkBuilder& builder, absl::string_view name, Tensor tensor) {
  return builder.Add(name, std::make_unique<ConstantLayer>(std::move(tensor)),
                     {});
}

}  // namespace feluda
