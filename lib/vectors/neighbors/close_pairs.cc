#include "lib/vectors/neighbors/close_pairs.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/vectors/neighbors/close_pairs.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

size_t FindClosePairs(const float* HWY_RESTRICT products, size_t count,
                      float norm, const float* HWY_RESTRICT norms, float bound,
                      const float* HWY_RESTRICT bounds,
                      ClosePair* HWY_RESTRICT found) {
  const hn::ScalableTag<float> d;
  const size_t lanes = hn::Lanes(d);
  HWY_ALIGN float distances[HWY_MAX_BYTES / sizeof(float)];
  const auto minus_two = hn::Set(d, -2.0f);
  size_t size = 0;
  size_t j = 0;
  for (; j + lanes <= count; j += lanes) {
    const auto sum = hn::Add(hn::Set(d, norm), hn::LoadU(d, norms + j));
    const auto distance = hn::Max(
        hn::Zero(d), hn::MulAdd(minus_two, hn::LoadU(d, products + j), sum));
    const auto limit = hn::Max(hn::Set(d, bound), hn::LoadU(d, bounds + j));
    const auto close = hn::Le(distance, limit);
    if (HWY_LIKELY(hn::AllFalse(d, close))) continue;
    hn::Store(distance, d, distances);
    for (size_t lane = 0; lane < lanes; ++lane) {
      // Without a branch, which could not be predicted.
      found[size] = {static_cast<uint32_t>(j + lane), distances[lane]};
      size += distances[lane] > std::max(bound, bounds[j + lane]) ? 0 : 1;
    }
  }
  for (; j < count; ++j) {
    const float distance = std::max(0.0f, norm + norms[j] - 2.0f * products[j]);
    if (distance > std::max(bound, bounds[j])) continue;
    found[size++] = {static_cast<uint32_t>(j), distance};
  }
  return size;
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(FindClosePairs);

size_t FindClosePairs(absl::Span<const float> products, float norm,
                      absl::Span<const float> norms, float bound,
                      absl::Span<const float> bounds,
                      absl::Span<ClosePair> found) {
  return HWY_DYNAMIC_DISPATCH(FindClosePairs)(products.data(), products.size(),
                                              norm, norms.data(), bound,
                                              bounds.data(), found.data());
}

}  // namespace feluda
#endif  // HWY_ONCE
