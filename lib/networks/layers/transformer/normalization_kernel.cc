#include "lib/networks/layers/transformer/normalization_kernel.h"

#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/networks/layers/transformer/normalization_kernel.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The mean of row - offset, or of its squares. Two sums, since an addition must
// wait for the one before it in the same sum.
template <bool kSquares>
float Mean(const float* row, size_t width, float offset) {
  const hn::ScalableTag<float> d;
  const size_t lanes = hn::Lanes(d);
  const auto offsets = hn::Set(d, offset);
  const auto add = [&](size_t k, hn::Vec<decltype(d)> sum) {
    const auto x = hn::Sub(hn::LoadU(d, row + k), offsets);
    return kSquares ? hn::MulAdd(x, x, sum) : hn::Add(x, sum);
  };
  auto even = hn::Zero(d);
  auto odd = hn::Zero(d);
  size_t k = 0;
  for (; k + 2 * lanes <= width; k += 2 * lanes) {
    even = add(k, even);
    odd = add(k + lanes, odd);
  }
  float sum = hn::GetLane(hn::SumOfLanes(d, hn::Add(even, odd)));
  for (; k < width; ++k) {
    const float x = row[k] - offset;
    sum += kSquares ? x * x : x;
  }
  return sum / static_cast<float>(width);
}

// The variance is taken from differences to the mean, in a second pass: the
// mean of squares less the square of the mean would lose all digits where the
// mean is large.
void NormalizeRow(const float* row, size_t width, const float* scale,
                  const float* shift, float epsilon, float* output) {
  const float mean = Mean<false>(row, width, 0);
  const float factor = 1.0f / std::sqrt(Mean<true>(row, width, mean) + epsilon);
  const hn::ScalableTag<float> d;
  const size_t lanes = hn::Lanes(d);
  const auto means = hn::Set(d, mean);
  const auto factors = hn::Set(d, factor);
  size_t k = 0;
  for (; k + lanes <= width; k += lanes) {
    const auto x = hn::Mul(hn::Sub(hn::LoadU(d, row + k), means), factors);
    hn::StoreU(hn::MulAdd(x, hn::LoadU(d, scale + k), hn::LoadU(d, shift + k)),
               d, output + k);
  }
  for (; k < width; ++k) {
    output[k] = (row[k] - mean) * factor * scale[k] + shift[k];
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(NormalizeRow);

void NormalizeRow(const float* row, size_t width, const float* scale,
                  const float* shift, float epsilon, float* output) {
  HWY_DYNAMIC_DISPATCH(NormalizeRow)
  (row, width, scale, shift, epsilon, output);
}

}  // namespace feluda
#endif  // HWY_ONCE
