#include "lib/networks/layers/transformer/tokens.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/layers/mismatch.h"
#include "lib/networks/onednn/threads.h"

namespace feluda {
namespace {

class PatchesLayer : public Layer {
 public:
  explicit PatchesLayer(int64_t side) : side_(side) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& source = inputs[0].shape();
    if (source.size() != 4 || source[2] % side_ != 0 ||
        source[3] % side_ != 0) {
      return Mismatch("its input",
                      absl::StrCat("{batch, channels, a multiple of ", side_,
                                   ", a multiple of ", side_, "}"),
                      source);
    }
    const int64_t patches = source[2] / side_ * (source[3] / side_);
    Step step;
    step.inputs = {Layout::Plain(source)};
    step.output =
        Layout::Plain({source[0], patches, source[1] * side_ * side_});
    step.run = [source, side = side_](const StepMemory& memory) {
      ParallelFor(source[0] * source[2] / side, [&](size_t strip) {
        CutStrip(source, side, strip, memory.inputs[0], memory.output);
      });
      return absl::OkStatus();
    };
    return step;
  }

 private:
  // Cuts the patches of an image that lie side by side.
  static void CutStrip(const Shape& source, int64_t side, int64_t strip,
                       const float* images, float* patches) {
    const int64_t channels = source[1];
    const int64_t width = source[3];
    const int64_t strips = source[2] / side;
    const int64_t image = strip / strips;
    float* to = patches + strip * width / side * channels * side * side;
    for (int64_t x = 0; x < width; x += side) {
      for (int64_t c = 0; c < channels; ++c) {
        for (int64_t y = 0; y < side; ++y) {
          const int64_t row =
              (image * channels + c) * source[2] + strip % strips * side + y;
          to = std::copy_n(images + row * width + x, side, to);
        }
      }
    }
  }

  const int64_t side_;
};

std::vector<float> Copy(const Tensor& tensor) {
  return {tensor.values().begin(), tensor.values().end()};
}

class PrependTokenLayer : public Layer {
 public:
  explicit PrependTokenLayer(const PrependTokenParameters& parameters)
      : token_shape_(parameters.token.shape()),
        positions_shape_(parameters.positions.shape()),
        token_(Copy(parameters.token)),
        positions_(Copy(parameters.positions)) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& source = inputs[0].shape();
    if (source.size() != 3) {
      return Mismatch("its input", "{batch, tokens, width}", source);
    }
    if (token_shape_ != Shape{source[2]}) {
      return Mismatch("the token", absl::StrCat(source[2]), token_shape_);
    }
    const Shape expected = {source[1] + 1, source[2]};
    if (positions_shape_ != expected) {
      return Mismatch("the positions", ShapeText(expected), positions_shape_);
    }
    Step step;
    step.inputs = {Layout::Plain(source)};
    step.output = Layout::Plain({source[0], source[1] + 1, source[2]});
    step.run = [this, source](const StepMemory& memory) {
      const size_t row = source[1] * source[2];
      ParallelFor(source[0], [&](size_t item) {
        Prepend(memory.inputs[0] + item * row, row,
                memory.output + item * positions_.size());
      });
      return absl::OkStatus();
    };
    return step;
  }

 private:
  void Prepend(const float* tokens, size_t count, float* output) const {
    const size_t width = token_.size();
    for (size_t k = 0; k < width; ++k) output[k] = token_[k] + positions_[k];
    for (size_t k = 0; k < count; ++k) {
      output[width + k] = tokens[k] + positions_[width + k];
    }
  }

  const Shape token_shape_;
  const Shape positions_shape_;
  const std::vector<float> token_;
  const std::vector<float> positions_;
};

class SelectTokenLayer : public Layer {
 public:
  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& source = inputs[0].shape();
    if (source.size() != 3) {
      return Mismatch("its input", "{batch, tokens, width}", source);
    }
    Step step;
    step.inputs = {Layout::Plain(source)};
    if (inputs.size() > 1) {
      if (inputs[1].shape() != Shape{source[0]}) {
        return Mismatch("the places", absl::StrCat(source[0]),
                        inputs[1].shape());
      }
      step.inputs.push_back(Layout::Plain(inputs[1].shape()));
    }
    step.output = Layout::Plain({source[0], source[2]});
    step.run = [source](const StepMemory& memory) {
      const float* const places =
          memory.inputs.size() > 1 ? memory.inputs[1] : nullptr;
      return Select(source, memory.inputs[0], places, memory.output);
    };
    return step;
  }

 private:
  static absl::Status Select(const Shape& source, const float* tokens,
                             const float* places, float* output) {
    for (int64_t item = 0; item < source[0]; ++item) {
      const float place = places == nullptr ? 0 : places[item];
      // Also refuses what is not a number.
      if (!(place >= 0 && place < static_cast<float>(source[1]))) {
        return absl::InvalidArgumentError(absl::StrCat(
            "place ", place, " is not one of the ", source[1], " tokens"));
      }
      const int64_t row = item * source[1] + static_cast<int64_t>(place);
      std::copy_n(tokens + row * source[2], source[2],
                  output + item * source[2]);
    }
    return absl::OkStatus();
  }
};

}  // namespace

Value Patches(NetworkBuilder& builder, absl::string_view name, Value x,
              int64_t side) {
  return builder.Add(name, std::make_unique<PatchesLayer>(side), {x});
}

Value PrependToken(NetworkBuilder& builder, absl::string_view name, Value x,
                   const PrependTokenParameters& parameters) {
  return builder.Add(name, std::make_unique<PrependTokenLayer>(parameters),
                     {x});
}

Value SelectToken(NetworkBuilder& builder, absl::string_view name, Value x,
                  Value places) {
  std::vector<Value> inputs = {x};
  if (places.index >= 0) inputs.push_back(places);
  return builder.Add(name, std::make_unique<SelectTokenLayer>(), inputs);
}

}  // namespace feluda
