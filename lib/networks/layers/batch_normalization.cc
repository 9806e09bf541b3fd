#include "lib/networks/layers/batch_normalization.h"

#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace feluda {

ConvolutionParameters Folded(ConvolutionParameters convolution,
                             const BatchNormalization& normalization) {
  const size_t channels = normalization.gamma.values().size();
  const absl::Span<const float> weights = convolution.weights.values();
  const size_t each = weights.size() / channels;
  std::vector<float> scaled(weights.size());
  std::vector<float> bias(channels);
  for (size_t k = 0; k < channels; ++k) {
    // In double: the quotient is rounded once, not three times.
    const double scale = normalization.gamma.values()[k] /
                         std::sqrt(double{normalization.variance.values()[k]} +
                                   normalization.epsilon);
    for (size_t i = k * each; i < (k + 1) * each; ++i) {
      scaled[i] = static_cast<float>(weights[i] * scale);
    }
    const double before =
        convolution.bias.empty() ? 0 : convolution.bias.values()[k];
    bias[k] =
        static_cast<float>((before - normalization.mean.values()[k]) * scale +
                           normalization.beta.values()[k]);
  }
  const Shape shape = convolution.weights.shape();
  convolution.weights = Tensor::Owned(shape, std::move(scaled));
  convolution.bias =
      Tensor::Owned({static_cast<int64_t>(channels)}, std::move(bias));
  return convolution;
}

ConvolutionParameters FoldedConvolution(NetworkBuilder& builder,
                                        const Weights& weights,
                                        absl::string_view convolution,
                                        absl::string_view normalization,
                                        const Shape& shape, float epsilon) {
  const auto load = [&](absl::string_view name) {
    return builder.Load(weights, absl::StrCat(normalization, name), {shape[0]});
  };
  ConvolutionParameters parameters;
  parameters.weights =
      builder.Load(weights, absl::StrCat(convolution, ".weight"), shape);
  BatchNormalization parts{load(".weight"), load(".bias"),
                           load(".running_mean"), load(".running_var"),
                           epsilon};
  if (!builder.status().ok()) return {};
  return Folded(std::move(parameters), parts);
}

}  // namespace feluda
