#include "lib/operators/cluster_embeddings/ward/merge_candidates.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/cluster_embeddings/ward/merge_candidates.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Most vectors hold no candidate and cost one test; the others are compressed
// to their candidates in one instruction instead of a branch for each.
size_t FindMergeCandidates(const MergeTerms& row,
                           const MergeTermArrays& columns,
                           const float* HWY_RESTRICT products, size_t count,
                           uint32_t* HWY_RESTRICT found) {
  const hn::ScalableTag<float> d;
  const hn::RebindToUnsigned<decltype(d)> d_index;
  const size_t lanes = hn::Lanes(d);
  const auto minus_two = hn::Set(d, -2.0f);
  size_t size = 0;
  size_t j = 0;
  for (; j + lanes <= count; j += lanes) {
    const auto norms =
        hn::Add(hn::Set(d, row.norm), hn::LoadU(d, columns.norms + j));
    const auto distance =
        hn::MulAdd(minus_two, hn::LoadU(d, products + j), norms);
    const auto weight =
        hn::Add(hn::Set(d, row.weight), hn::LoadU(d, columns.weights + j));
    const auto limit =
        hn::Max(hn::Set(d, row.limit), hn::LoadU(d, columns.limits + j));
    const auto candidates = hn::Le(distance, hn::Mul(limit, weight));
    if (HWY_LIKELY(hn::AllFalse(d, candidates))) continue;
    const auto indices = hn::Iota(d_index, static_cast<uint32_t>(j));
    size += hn::CompressBlendedStore(
        indices, hn::RebindMask(d_index, candidates), d_index, found + size);
  }
  for (; j < count; ++j) {
    if (IsMergeCandidate(row, columns[j], products[j])) found[size++] = j;
  }
  return size;
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(FindMergeCandidates);

size_t FindMergeCandidates(const MergeTerms& row,
                           const MergeTermArrays& columns,
                           const float* products, size_t count,
                           uint32_t* found) {
  return HWY_DYNAMIC_DISPATCH(FindMergeCandidates)(row, columns, products,
                                                   count, found);
}

}  // namespace feluda
#endif  // HWY_ONCE
