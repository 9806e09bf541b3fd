#include "lib/networks/layers/reshape.h"

#include <cstring>
#include <memory>
#include <utility>

#include "lib/networks/layers/mismatch.h"

namespace feluda {
namespace {

class ReshapeLayer : public Layer {
 public:
  explicit ReshapeLayer(Shape shape) : shape_(std::move(shape)) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape output = OutputShape(inputs[0].shape());
    if (output.empty() ||
        ElementCount(output) != ElementCount(inputs[0].shape())) {
      return Mismatch(
          "its input",
          absl::StrCat("of as many elements as ", ShapeText(shape_)),
          inputs[0].shape());
    }
    Step step;
    step.inputs = {Layout::Plain(inputs[0].shape())};
    step.output = Layout::Plain(output);
    step.in_place = 0;
    step.run = [bytes = step.output.bytes()](const StepMemory& memory) {
      if (memory.output != memory.inputs[0]) {
        std::memcpy(memory.output, memory.inputs[0], bytes);
      }
      return absl::OkStatus();
    };
    return step;
  }

 private:
  // Empty where it is not to be had.
  Shape OutputShape(const Shape& input) const {
    Shape output = shape_;
    int64_t known = 1;
    int64_t* unknown = nullptr;
    for (size_t i = 0; i < output.size(); ++i) {
      if (output[i] == 0) {
        if (i >= input.size()) return {};
        output[i] = input[i];
      }
      if (output[i] > 0) {
        known *= output[i];
      } else if (unknown == nullptr) {
        unknown = &output[i];
      } else {
        return {};
      }
    }
    if (unknown != nullptr) *unknown = ElementCount(input) / known;
    return output;
  }

  const Shape shape_;
};

}  // namespace

Value Reshape(NetworkBuilder& builder, absl::string_view name, Value x,
              const Shape& shape) {
  return builder.Add(name, std::make_unique<ReshapeLayer>(shape), {x});
}

}  // namespace feluda
