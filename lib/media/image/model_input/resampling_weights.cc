#include "lib/media/image/model_input/resampling_weights.h"

#include <algorithm>
#include <cmath>

namespace feluda {
namespace {

double Bilinear(double x) {
  x = std::abs(x);
  return x < 1.0 ? 1.0 - x : 0.0;
}

double Bicubic(double x) {
  constexpr double a = -0.5;
  x = std::abs(x);
  if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
  if (x < 2.0) return (((x - 5) * x + 8) * x - 4) * a;
  return 0.0;
}

int32_t ToFixedPoint(double weight) {
  const double scaled = weight * (1 << ResamplingWeights::kFractionBits);
  return static_cast<int32_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

}  // namespace

// The operations and their order are Pillow's, and so are the last bits of the
// doubles: a weight that rounds the other way would change pixels.
ResamplingWeights::ResamplingWeights(int input_size, int output_size,
                                     ResizeFilter filter) {
  const bool is_cubic = filter == ResizeFilter::kBicubic;
  const double scale = static_cast<double>(input_size) / output_size;
  const double filter_scale = std::max(scale, 1.0);
  const double support = (is_cubic ? 2.0 : 1.0) * filter_scale;
  stride_ = static_cast<size_t>(std::ceil(support)) * 2 + 1;
  spans_.resize(static_cast<size_t>(output_size));
  weights_.resize(spans_.size() * stride_);
  std::vector<double> exact(stride_);
  for (size_t output = 0; output < spans_.size(); ++output) {
    const double center = (static_cast<double>(output) + 0.5) * scale;
    const double inverse = 1.0 / filter_scale;
    // Pillow rounds so, and its pixels are wanted.
    // NOLINTBEGIN(bugprone-incorrect-roundings)
    const int first = std::max(0, static_cast<int>(center - support + 0.5));
    const int end =
        std::min(input_size, static_cast<int>(center + support + 0.5));
    // NOLINTEND(bugprone-incorrect-roundings)
    Span& span = spans_[output];
    span.first = static_cast<size_t>(first);
    span.count = static_cast<size_t>(end - first);
    double sum = 0.0;
    for (size_t i = 0; i < span.count; ++i) {
      const double x =
          (static_cast<double>(i + span.first) - center + 0.5) * inverse;
      exact[i] = is_cubic ? Bicubic(x) : Bilinear(x);
      sum += exact[i];
    }
    for (size_t i = 0; i < span.count; ++i) {
      const double weight = sum != 0.0 ? exact[i] / sum : exact[i];
      weights_[output * stride_ + i] = ToFixedPoint(weight);
    }
  }
}

}  // namespace feluda
