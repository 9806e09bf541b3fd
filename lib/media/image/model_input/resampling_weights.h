// The weights by which an image's pixels are summed up when it is resized along
// one axis, as Pillow computes them (Resample.c of its releases since 2.7).
//
//   const ResamplingWeights weights(640, 298, ResizeFilter::kBilinear);
//   int32_t sum = ResamplingWeights::kHalf;
//   for (size_t i = 0; i < weights.SpanOf(x).count; ++i) ...
//
// The filter is widened by the factor by which the image shrinks, so that every
// pixel counts (antialiasing). Weights are integers with 22 bits after the
// binary point, so that sums are exact in any order. Threads: any number.
// Memory: some 8 bytes for each pixel of the longer of the two axes.

#ifndef LIB_MEDIA_IMAGE_MODEL_INPUT_RESAMPLING_WEIGHTS_H_
#define LIB_MEDIA_IMAGE_MODEL_INPUT_RESAMPLING_WEIGHTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace feluda {

enum class ResizeFilter {
  kBilinear,
  // Keys' cubic convolution with a = -0.5.
  kBicubic,
};

class ResamplingWeights {
 public:
  // Bits after the binary point: 32 less 8 of a pixel and 2 of headroom, since
  // bicubic weights overshoot.
  static constexpr int kFractionBits = 22;
  // Added to a sum so that cutting off the fraction rounds it.
  static constexpr int32_t kHalf = int32_t{1} << (kFractionBits - 1);

  // The pixels of the input that an output pixel is made of.
  struct Span {
    size_t first = 0;
    size_t count = 0;
  };

  // REQUIRES: both sizes are more than 0.
  ResamplingWeights(int input_size, int output_size, ResizeFilter filter);

  size_t size() const { return spans_.size(); }
  const Span& SpanOf(size_t output) const { return spans_[output]; }

  // A weight for each pixel of the span.
  const int32_t* WeightsOf(size_t output) const {
    return &weights_[output * stride_];
  }

 private:
  size_t stride_;
  std::vector<Span> spans_;
  std::vector<int32_t> weights_;
};

}  // namespace feluda

#endif  // LIB_MEDIA_IMAGE_MODEL_INPUT_RESAMPLING_WEIGHTS_H_
