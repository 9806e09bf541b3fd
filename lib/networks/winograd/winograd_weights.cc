#include "lib/networks/winograd/winograd_weights.h"

namespace feluda {

WinogradWeights::WinogradWeights(const Tensor& weights, size_t results,
                                 size_t panel)
    : channels_(static_cast<size_t>(weights.shape()[1])),
      outputs_(static_cast<size_t>(weights.shape()[0])),
      results_(results),
      panel_(panel),
      taps_(outputs_ * channels_ * kTaps * sizeof(float)) {
  const float* from = weights.data();
  for (size_t output = 0; output < outputs_; ++output) {
    const size_t first = output - output % panel_;
    const size_t width = PanelWidth(first);
    float* to = taps_.data() + first * channels_ * kTaps + (output - first);
    for (size_t i = 0; i < channels_ * kTaps; ++i) to[i * width] = *from++;
  }
}

}  // namespace feluda
