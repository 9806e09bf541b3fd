#include "lib/networks/layers/inner_product.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/layers/mismatch.h"
#include "lib/networks/onednn/inner_product.h"
#include "lib/networks/onednn/packed_weights.h"

namespace feluda {
namespace {

class InnerProductLayer : public Layer {
 public:
  explicit InnerProductLayer(const InnerProductParameters& parameters)
      : activation_(parameters.activation),
        bias_(parameters.bias.values().begin(), parameters.bias.values().end()),
        weights_(parameters.weights) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& source = inputs[0].shape();
    const int64_t columns = weights_.shape()[1];
    if (source.empty() || source.back() != columns) {
      return Mismatch("its input", absl::StrCat("{..., ", columns, "}"),
                      source);
    }
    Shape output = source;
    output.back() = weights_.shape()[0];
    const bool residual = inputs.size() > 1;
    if (residual && inputs[1].shape() != output) {
      return Mismatch("what is added", ShapeText(output), inputs[1].shape());
    }
    return InnerProductStep(source, residual, activation_, bias_, weights_);
  }

 private:
  const Activation activation_;
  const std::vector<float> bias_;
  PackedWeights weights_;
};

absl::Status Check(const InnerProductParameters& parameters) {
  const Shape& shape = parameters.weights.shape();
  if (shape.size() != 2 || parameters.weights.empty()) {
    return Mismatch("the weights", "{outputs, inputs}", shape);
  }
  if (!parameters.bias.empty() && parameters.bias.shape() != Shape{shape[0]}) {
    return Mismatch("the bias", absl::StrCat(shape[0]),
                    parameters.bias.shape());
  }
  return absl::OkStatus();
}

}  // namespace

Value InnerProduct(NetworkBuilder& builder, absl::string_view name, Value x,
                   InnerProductParameters parameters) {
  if (!builder.status().ok()) return {};
  const absl::Status status = Check(parameters);
  if (!status.ok()) {
    builder.Fail(
        absl::InvalidArgumentError(absl::StrCat(name, ": ", status.message())));
    return {};
  }
  std::vector<Value> inputs = {x};
  if (parameters.residual.index >= 0) inputs.push_back(parameters.residual);
  auto layer = std::make_unique<InnerProductLayer>(parameters);
  // From here on the layer alone holds the weights, and lets go of them.
  parameters = {};
  return builder.Add(name, std::move(layer), inputs);
}

}  // namespace feluda
