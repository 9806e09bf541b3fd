#include "lib/networks/layers/pooling.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/layers/mismatch.h"

namespace feluda {
namespace {

absl::Status CheckImage(const Shape& shape) {
  if (shape.size() == 4) return absl::OkStatus();
  return Mismatch("its input", "{batch, channels, height, width}", shape);
}

class PoolingLayer : public Layer {
 public:
  PoolingLayer(PoolingKind kind, PoolingGeometry geometry)
      : kind_(kind), geometry_(std::move(geometry)) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& input = inputs[0].shape();
    const absl::Status status = CheckImage(input);
    if (!status.ok()) return status;
    Shape output = input;
    for (size_t i = 0; i < 2; ++i) {
      const int64_t padded =
          input[2 + i] + geometry_.pad_before[i] + geometry_.pad_after[i];
      if (padded < geometry_.window[i]) {
        return absl::InvalidArgumentError(
            absl::StrCat("its input ", ShapeText(input),
                         " with its padding is smaller than its window of ",
                         ShapeText(geometry_.window)));
      }
      output[2 + i] = (padded - geometry_.window[i]) / geometry_.strides[i] + 1;
    }
    return PoolingStep(kind_, geometry_, inputs[0], output);
  }

 private:
  const PoolingKind kind_;
  const PoolingGeometry geometry_;
};

class GlobalAverageLayer : public Layer {
 public:
  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& input = inputs[0].shape();
    const absl::Status status = CheckImage(input);
    if (!status.ok()) return status;
    PoolingGeometry geometry;
    geometry.window = {input[2], input[3]};
    return PoolingStep(PoolingKind::kAverage, geometry, inputs[0],
                       {input[0], input[1], 1, 1});
  }
};

}  // namespace

PoolingGeometry PoolingWindow(int64_t size, int64_t stride, int64_t padding) {
  PoolingGeometry geometry;
  geometry.window = {size, size};
  geometry.strides = {stride, stride};
  geometry.pad_before = geometry.pad_after = {padding, padding};
  return geometry;
}

Value Pooling(NetworkBuilder& builder, absl::string_view name, Value x,
              PoolingKind kind, const PoolingGeometry& geometry) {
  return builder.Add(name, std::make_unique<PoolingLayer>(kind, geometry), {x});
}

Value GlobalAveragePool(NetworkBuilder& builder, absl::string_view name,
                        Value x) {
  return builder.Add(name, std::make_unique<GlobalAverageLayer>(), {x});
}

}  // namespace feluda
