#include "lib/operators/cluster_embeddings/affinity_propagation/affinity_messages.h"

#include <algorithm>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/cluster_embeddings/affinity_propagation/affinity_messages.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#ifndef FELUDA_AFFINITY_ROW
#define FELUDA_AFFINITY_ROW
namespace feluda {

// A row of the matrices: one row's similarities to, and messages with, all.
struct AffinityRow {
  const float* similarities;
  float* responsibilities;
  float* availabilities;
};

// The largest and the second largest sum of availability and similarity in a
// row.
struct BestSums {
  // REQUIRES: other_first >= other_second.
  void Add(float other_first, float other_second) {
    second =
        std::max(std::min(first, other_first), std::max(second, other_second));
    first = std::max(first, other_first);
  }

  float first = -std::numeric_limits<float>::max();
  float second = -std::numeric_limits<float>::max();
};

}  // namespace feluda
#endif  // FELUDA_AFFINITY_ROW

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::CappedTag<float, AlignedMatrix::kLine>;

// Updates the availabilities to the support of the last exchange, and finds the
// best sums in the same pass: the matrices are larger than the caches, so that
// a second pass would cost as much as the first. Each lane keeps its own two
// best.
BestSums UpdateAvailabilities(const AffinityRow& row,
                              const float* HWY_RESTRICT support, size_t stride,
                              float damping) {
  const D d;
  // In the row, pointers would be read again after each store.
  const float* HWY_RESTRICT similarities = row.similarities;
  const float* HWY_RESTRICT responsibilities = row.responsibilities;
  float* HWY_RESTRICT availabilities = row.availabilities;
  const auto keep = hn::Set(d, damping);
  const auto take = hn::Set(d, 1.0f - damping);
  const auto zero = hn::Zero(d);
  auto first = hn::Set(d, -std::numeric_limits<float>::max());
  auto second = first;
  for (size_t k = 0; k < stride; k += hn::Lanes(d)) {
    const auto by_this_row = hn::Max(zero, hn::Load(d, responsibilities + k));
    const auto wanted =
        hn::Min(zero, hn::Sub(hn::Load(d, support + k), by_this_row));
    const auto before = hn::Load(d, availabilities + k);
    const auto availability = hn::MulAdd(keep, before, hn::Mul(take, wanted));
    hn::Store(availability, d, availabilities + k);
    const auto sum = hn::Add(availability, hn::Load(d, similarities + k));
    second = hn::Max(second, hn::Min(first, sum));
    first = hn::Max(first, sum);
  }
  const auto largest = hn::MaxOfLanes(d, first);
  const auto has_largest = hn::Eq(first, largest);
  const auto others = hn::IfThenElse(has_largest, second, first);
  BestSums best;
  best.first = hn::GetLane(largest);
  best.second = hn::CountTrue(d, has_largest) > 1
                    ? best.first
                    : hn::GetLane(hn::MaxOfLanes(d, others));
  return best;
}

// A responsibility is the similarity less the best sum of any other row: less
// the second for the row that has the first. If two rows share the best sum,
// first and second are equal, and so it does not matter which is taken.
void UpdateResponsibilities(const AffinityRow& row, const BestSums& best,
                            size_t stride, float damping,
                            float* HWY_RESTRICT support) {
  const D d;
  const float* HWY_RESTRICT similarities = row.similarities;
  float* HWY_RESTRICT responsibilities = row.responsibilities;
  const float* HWY_RESTRICT availabilities = row.availabilities;
  const auto keep = hn::Set(d, damping);
  const auto take = hn::Set(d, 1.0f - damping);
  const auto zero = hn::Zero(d);
  const auto first = hn::Set(d, best.first);
  const auto second = hn::Set(d, best.second);
  for (size_t k = 0; k < stride; k += hn::Lanes(d)) {
    const auto similarity = hn::Load(d, similarities + k);
    const auto sum = hn::Add(hn::Load(d, availabilities + k), similarity);
    const auto rival = hn::IfThenElse(hn::Eq(sum, first), second, first);
    const auto before = hn::Load(d, responsibilities + k);
    const auto responsibility =
        hn::MulAdd(keep, before, hn::Mul(take, hn::Sub(similarity, rival)));
    hn::Store(responsibility, d, responsibilities + k);
    const auto sum_support =
        hn::Add(hn::Load(d, support + k), hn::Max(zero, responsibility));
    hn::Store(sum_support, d, support + k);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {
namespace {

HWY_EXPORT(UpdateAvailabilities);
HWY_EXPORT(UpdateResponsibilities);

// Rows in a chunk. Each chunk sums support separately, at a small part of the
// matrices' memory.
constexpr size_t kGrain = 64;

// On the diagonals: as a responsibility it makes the availability, and as a
// negative availability it makes the sum, so low that it is never the best. Far
// enough from overflow to be added to.
constexpr float kBlocking = std::numeric_limits<float>::max() / 4;

}  // namespace

AffinityMessages::AffinityMessages(const SimilarityMatrix& similarities,
                                   ThreadPool& pool)
    : similarities_(similarities),
      responsibilities_(similarities.size(), similarities.size()),
      availabilities_(similarities.size(), similarities.size()),
      own_responsibilities_(similarities.size()),
      own_availabilities_(similarities.size()),
      support_by_chunk_(ThreadPool::ChunkCount(similarities.size(), kGrain),
                        similarities.size()),
      support_(1, similarities.size()),
      exemplars_(similarities.size()) {
  std::fill_n(support_.Row(0), support_.stride(), 0.0f);
  pool.ParallelFor(similarities.size(), kGrain, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      std::fill_n(responsibilities_.Row(i), similarities.stride(), 0.0f);
      std::fill_n(availabilities_.Row(i), similarities.stride(), 0.0f);
      responsibilities_.Row(i)[i] = kBlocking;
      availabilities_.Row(i)[i] = -kBlocking;
    }
  });
}

void AffinityMessages::Exchange(float damping, ThreadPool& pool) {
  pool.ParallelFor(similarities_.size(), kGrain, [&](size_t begin, size_t end) {
    float* support = support_by_chunk_.Row(begin / kGrain);
    std::fill_n(support, support_by_chunk_.stride(), 0.0f);
    for (size_t i = begin; i < end; ++i) ExchangeRow(i, damping, support);
  });
  Sum(damping);
}

void AffinityMessages::ExchangeRow(size_t i, float damping, float* support) {
  const AffinityRow row = {similarities_.Row(i), responsibilities_.Row(i),
                           availabilities_.Row(i)};
  const size_t stride = similarities_.stride();
  BestSums best = HWY_DYNAMIC_DISPATCH(UpdateAvailabilities)(
      row, support_.Row(0), stride, damping);
  const float own_sum = own_availabilities_[i] + row.similarities[i];
  best.Add(own_sum, -kBlocking);
  const float rival = own_sum == best.first ? best.second : best.first;
  const float own = damping * own_responsibilities_[i] +
                    (1.0f - damping) * (row.similarities[i] - rival);
  const float support_by_others = support[i];
  HWY_DYNAMIC_DISPATCH(UpdateResponsibilities)
  (row, best, stride, damping, support);
  own_responsibilities_[i] = own;
  support[i] = support_by_others + own;
  row.responsibilities[i] = kBlocking;
}

void AffinityMessages::Sum(float damping) {
  for (size_t k = 0; k < similarities_.size(); ++k) {
    double sum = 0.0;
    for (size_t c = 0; c < ThreadPool::ChunkCount(similarities_.size(), kGrain);
         ++c) {
      sum += support_by_chunk_.Row(c)[k];
    }
    support_.Row(0)[k] = static_cast<float>(sum);
    const float by_others = static_cast<float>(sum - own_responsibilities_[k]);
    own_availabilities_[k] =
        damping * own_availabilities_[k] + (1.0f - damping) * by_others;
    exemplars_[k] = own_availabilities_[k] + own_responsibilities_[k] > 0.0f;
  }
}

}  // namespace feluda
#endif  // HWY_ONCE
