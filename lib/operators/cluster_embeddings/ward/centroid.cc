#include "lib/operators/cluster_embeddings/ward/centroid.h"

#include "lib/vectors/products.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/operators/cluster_embeddings/ward/centroid.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class D>
hn::Vec<D> LoadDoubles(D d, const double* values) {
  return hn::LoadU(d, values);
}

template <class D>
hn::Vec<D> LoadDoubles(D d, const float* values) {
  return hn::PromoteTo(d, hn::LoadU(hn::Rebind<float, D>(), values));
}

// Two independent sums hide the latency of additions.
template <typename Number>
double FromMean(const double* mean, const Number* other, size_t dimension) {
  const hn::ScalableTag<double> d;
  const size_t lanes = hn::Lanes(d);
  auto even = hn::Zero(d);
  auto odd = hn::Zero(d);
  size_t k = 0;
  for (; k + 2 * lanes <= dimension; k += 2 * lanes) {
    const auto first =
        hn::Sub(LoadDoubles(d, mean + k), LoadDoubles(d, other + k));
    const auto second = hn::Sub(LoadDoubles(d, mean + k + lanes),
                                LoadDoubles(d, other + k + lanes));
    even = hn::MulAdd(first, first, even);
    odd = hn::MulAdd(second, second, odd);
  }
  double sum = hn::GetLane(hn::SumOfLanes(d, hn::Add(even, odd)));
  for (; k < dimension; ++k) {
    const double difference = mean[k] - other[k];
    sum += difference * difference;
  }
  return sum;
}

double MeanToRow(const double* mean, const float* row, size_t dimension) {
  return FromMean(mean, row, dimension);
}

double MeanToMean(const double* a, const double* b, size_t dimension) {
  return FromMean(a, b, dimension);
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(MeanToRow);
HWY_EXPORT(MeanToMean);

void Centroid::MoveTowards(const Centroid& other, double share,
                           size_t dimension) {
  if (IsRow()) mean_.assign(row_, row_ + dimension);
  for (size_t k = 0; k < dimension; ++k) {
    mean_[k] += share * (other.At(k) - mean_[k]);
  }
}

void Centroid::WriteOffset(absl::Span<const double> origin,
                           float* offset) const {
  for (size_t k = 0; k < origin.size(); ++k) {
    offset[k] = static_cast<float>(At(k) - origin[k]);
  }
}

double SquaredDistance(const Centroid& a, const Centroid& b, size_t dimension) {
  if (a.IsRow() && b.IsRow()) {
    return SquaredDistance(a.row_, b.row_, dimension);
  }
  if (a.IsRow()) {
    return HWY_DYNAMIC_DISPATCH(MeanToRow)(b.mean_.data(), a.row_, dimension);
  }
  if (b.IsRow()) {
    return HWY_DYNAMIC_DISPATCH(MeanToRow)(a.mean_.data(), b.row_, dimension);
  }
  return HWY_DYNAMIC_DISPATCH(MeanToMean)(a.mean_.data(), b.mean_.data(),
                                          dimension);
}

}  // namespace feluda
#endif  // HWY_ONCE
