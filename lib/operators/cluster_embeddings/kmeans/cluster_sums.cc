#include "lib/operators/cluster_embeddings/kmeans/cluster_sums.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/cluster_embeddings/kmeans/cluster_sums.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The product is exact, fused or not.
void AddTimes(double factor, const float* HWY_RESTRICT values, size_t count,
              double* HWY_RESTRICT sums) {
  const hn::ScalableTag<double> d;
  const hn::Rebind<float, decltype(d)> half;
  const size_t lanes = hn::Lanes(d);
  size_t k = 0;
  for (; k + lanes <= count; k += lanes) {
    const auto value = hn::PromoteTo(d, hn::LoadU(half, values + k));
    const auto sum = hn::LoadU(d, sums + k);
    hn::StoreU(hn::MulAdd(hn::Set(d, factor), value, sum), d, sums + k);
  }
  for (; k < count; ++k) sums[k] += factor * values[k];
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {
namespace {

// The least columns in a chunk.
constexpr size_t kMinGrain = 64;

}  // namespace

HWY_EXPORT(AddTimes);

void AddTimes(double factor, absl::Span<const float> values, double* sums) {
  HWY_DYNAMIC_DISPATCH(AddTimes)(factor, values.data(), values.size(), sums);
}

ClusterSums::ClusterSums(const RowsView& rows, size_t clusters)
    : rows_(rows),
      sums_(clusters * rows.dimension),
      counts_(clusters),
      labels_(rows.count, kNone) {}

void ClusterSums::Follow(absl::Span<const int> labels, ThreadPool& pool) {
  // Threads share the columns, not the rows, so that each sum has one writer
  // and adds its rows in one order.
  const size_t share = (rows_.dimension + pool.threads() - 1) / pool.threads();
  pool.ParallelFor(
      rows_.dimension, std::max(kMinGrain, share),
      [&](size_t begin, size_t end) { MoveColumns(labels, begin, end); });
  for (size_t i = 0; i < rows_.count; ++i) {
    if (labels[i] == labels_[i]) continue;
    if (labels_[i] != kNone) --counts_[labels_[i]];
    ++counts_[labels[i]];
    labels_[i] = labels[i];
  }
}

void ClusterSums::MoveColumns(absl::Span<const int> labels, size_t begin,
                              size_t end) {
  for (size_t i = 0; i < rows_.count; ++i) {
    if (labels[i] == labels_[i]) continue;
    const auto values = absl::MakeConstSpan(rows_[i] + begin, end - begin);
    const auto move = [&](int cluster, double factor) {
      AddTimes(factor, values,
               sums_.data() + cluster * rows_.dimension + begin);
    };
    if (labels_[i] != kNone) move(labels_[i], -1.0);
    move(labels[i], 1.0);
  }
}

void ClusterSums::GetMean(size_t cluster, float* mean) const {
  const double* sums = sums_.data() + cluster * rows_.dimension;
  for (size_t k = 0; k < rows_.dimension; ++k) {
    mean[k] = static_cast<float>(sums[k] / counts_[cluster]);
  }
}

void ClusterSums::GetMeanOfAll(float* mean) const {
  size_t count = 0;
  for (size_t in_cluster : counts_) count += in_cluster;
  for (size_t k = 0; k < rows_.dimension; ++k) {
    double sum = 0.0;
    for (size_t j = 0; j < counts_.size(); ++j) {
      sum += sums_[j * rows_.dimension + k];
    }
    mean[k] = static_cast<float>(sum / count);
  }
}

}  // namespace feluda
#endif  // HWY_ONCE
