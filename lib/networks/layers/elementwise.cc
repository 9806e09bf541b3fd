#include "lib/networks/layers/elementwise.h"

#include <memory>

#include "lib/networks/layers/mismatch.h"

namespace feluda {
namespace {

class ActivationLayer : public Layer {
 public:
  explicit ActivationLayer(const Activation& activation)
      : activation_(activation) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    return ActivationStep(inputs[0], activation_);
  }

 private:
  const Activation activation_;
};

bool Spreads(const Shape& from, const Shape& to) {
  if (from.size() != to.size()) return false;
  for (size_t i = 0; i < from.size(); ++i) {
    if (from[i] != to[i] && from[i] != 1) return false;
  }
  return true;
}

class BinaryLayer : public Layer {
 public:
  BinaryLayer(BinaryKind kind, const Activation& activation)
      : kind_(kind), activation_(activation) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& first = inputs[0].shape();
    if (!Spreads(inputs[1].shape(), first)) {
      return Mismatch("its second input",
                      absl::StrCat(ShapeText(first), " or sizes of 1 in it"),
                      inputs[1].shape());
    }
    return BinaryStep(kind_, inputs[0], inputs[1], activation_);
  }

 private:
  const BinaryKind kind_;
  const Activation activation_;
};

}  // namespace

Value Activate(NetworkBuilder& builder, absl::string_view name, Value x,
               const Activation& activation) {
  if (activation.kind == Activation::Kind::kNone) return x;
  return builder.Add(name, std::make_unique<ActivationLayer>(activation), {x});
}

Value Binary(NetworkBuilder& builder, absl::string_view name, Value a, Value b,
             BinaryKind kind, const Activation& activation) {
  return builder.Add(name, std::make_unique<BinaryLayer>(kind, activation),
                     {a, b});
}

}  // namespace feluda
