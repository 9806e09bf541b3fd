#include "lib/operators/cluster_embeddings/kmeans/center_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lib/vectors/rounded_products.h"
#include "lib/vectors/squared_distances.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/cluster_embeddings/kmeans/center_search.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_SEARCH_CC_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_SEARCH_CC_
namespace feluda {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

// How many numbers are compared at a time. The last are filled up with
// infinities.
constexpr size_t kCompared = 16;

size_t FilledUp(size_t count) {
  return (count + kCompared - 1) / kCompared * kCompared;
}

struct TwoLeast {
  // Where the least number is, the first of equals.
  size_t at;
  float least;
  // Infinite if there is one number.
  float second;
};

}  // namespace
}  // namespace feluda
#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_SEARCH_CC_

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, kCompared>;

// Each lane keeps its two least numbers, and which the least is.
template <typename Load>
HWY_INLINE TwoLeast FindTwoLeast(size_t count, Load load) {
  const Floats d;
  const auto none = hn::Set(d, static_cast<float>(count));
  const auto lanes = hn::Set(d, static_cast<float>(hn::Lanes(d)));
  auto least = hn::Set(d, kInfinity), second = least, at = none;
  auto index = hn::Iota(d, 0.0f);
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto value = load(i);
    second = hn::Min(second, hn::Max(least, value));
    at = hn::IfThenElse(hn::Lt(value, least), index, at);
    least = hn::Min(least, value);
    index = hn::Add(index, lanes);
  }
  const auto of_all = hn::MinOfLanes(d, least);
  const auto first =
      hn::MinOfLanes(d, hn::IfThenElse(hn::Eq(least, of_all), at, none));
  const auto others = hn::IfThenElse(hn::Eq(at, first), second, least);
  return {static_cast<size_t>(hn::GetLane(first)), hn::GetLane(of_all),
          hn::GetLane(hn::MinOfLanes(d, others))};
}

TwoLeast FindTwoLeastNumbers(const float* HWY_RESTRICT values, size_t count) {
  return FindTwoLeast(
      count, [&](size_t i) { return hn::LoadU(Floats(), values + i); });
}

// Among the squared distances, less the norm of the row that the products are
// of.
TwoLeast FindTwoLeastSquares(const float* HWY_RESTRICT norms,
                             const float* HWY_RESTRICT products, size_t count) {
  return FindTwoLeast(count, [&](size_t i) {
    const Floats d;
    return hn::MulAdd(hn::Set(d, -2.0f), hn::LoadU(d, products + i),
                      hn::LoadU(d, norms + i));
  });
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {
namespace {

// From this many centres on, products take less time than differences.
constexpr size_t kMany = 32;

// Rows that are rounded at a time.
constexpr size_t kRounded = 64;

// Rows are asked for this many before they are rounded.
constexpr size_t kAhead = 16;

// Asks for a row in the second-level cache.
void Prefetch(const float* row, size_t dimension) {
  constexpr size_t kLine = 64 / sizeof(float);
  for (size_t k = 0; k < dimension; k += kLine) {
    __builtin_prefetch(row + k, 0, 2);
  }
}

// `error` is that of a distance as a part of it.
NearestCenter NearestOf(const TwoLeast& squares, float error) {
  return {static_cast<int>(squares.at), std::sqrt(squares.least) * (1 + error),
          std::sqrt(squares.second) * (1 - error)};
}

}  // namespace

HWY_EXPORT(FindTwoLeastNumbers);
HWY_EXPORT(FindTwoLeastSquares);

CenterSearch::CenterSearch(const RowsView& centers)
    : centers_(centers), error_(SquaredDistanceError(centers.dimension)) {
  if (centers.count < kMany) return;
  origin_.resize(centers.dimension);
  for (size_t j = 0; j < centers.count; ++j) {
    for (size_t k = 0; k < centers.dimension; ++k) {
      origin_[k] += centers[j][k] / centers.count;
    }
  }
  rounded_.emplace(centers.count, centers.dimension);
  norms_.assign(FilledUp(centers.count), kInfinity);
  for (size_t j = 0; j < centers.count; ++j) {
    rounded_->Set(j, centers[j], origin_.data());
    norms_[j] = rounded_->SquaredNorm(j);
    largest_norm_ = std::max(largest_norm_, norms_[j]);
    largest_radius_ = std::max(largest_radius_, rounded_->Radius(j));
  }
}

void CenterSearch::Find(absl::Span<const float* const> rows,
                        absl::Span<NearestCenter> found) const {
  if (!rounded_) return FindByDifferences(rows, found);
  FindByProducts(rows, found);
}

void CenterSearch::FindByDifferences(absl::Span<const float* const> rows,
                                     absl::Span<NearestCenter> found) const {
  const size_t stride = FilledUp(centers_.count);
  std::vector<float> distances(rows.size() * stride, kInfinity);
  SquaredDistances(rows, centers_, distances.data(), stride);
  for (size_t i = 0; i < rows.size(); ++i) {
    const TwoLeast two = HWY_DYNAMIC_DISPATCH(FindTwoLeastNumbers)(
        &distances[i * stride], stride);
    found[i] = NearestOf(two, error_);
  }
}

void CenterSearch::FindByProducts(absl::Span<const float* const> rows,
                                  absl::Span<NearestCenter> found) const {
  const size_t dimension = centers_.dimension, stride = norms_.size();
  RoundedRows batch(std::min(kRounded, rows.size()), dimension);
  std::vector<float> products(std::min(kRounded, rows.size()) * stride);
  for (size_t begin = 0; begin < rows.size(); begin += kRounded) {
    const size_t size = std::min(kRounded, rows.size() - begin);
    for (size_t i = 0; i < size; ++i) {
      Prefetch(rows[std::min(begin + i + kAhead, rows.size() - 1)], dimension);
      batch.Set(i, rows[begin + i], origin_.data());
    }
    RoundedProducts(batch.Slice(0, size), rounded_->Slice(0, centers_.count),
                    products.data(), stride);
    for (size_t i = 0; i < size; ++i) {
      found[begin + i] = FindRounded(rows[begin + i], &products[i * stride],
                                     batch.SquaredNorm(i), batch.Radius(i));
    }
  }
}

// Takes the products of a rounded row with the centres. With x' = x + e the
// row and c' = c + f a centre as they are rounded, |e| and |f| at most the
// radii r and R,
//
//   (|x - c|^2 - |x|^2) - (|x' - c'|^2 - |x'|^2)
//       = 2 <x' - c', f> + |f|^2 + 2 <e, c>.
//
// So if b is a centre and c is no further from x,
//
//   (|x' - c'| - R)^2 <= (|x' - b'| + R)^2 + 2 R^2 + 4 r max |c|.
NearestCenter CenterSearch::FindRounded(const float* row, const float* products,
                                        float norm, float radius) const {
  const TwoLeast two = HWY_DYNAMIC_DISPATCH(FindTwoLeastSquares)(
      norms_.data(), products, norms_.size());
  const double most = largest_radius_, radii = radius + most;
  const double error = RoundedRows::kRounding * (norm + largest_norm_);
  const auto root = [](double square) {
    return std::sqrt(std::max(0.0, square));
  };
  const double least = root(norm + two.least + error);
  const double length = std::sqrt(largest_norm_) + most;
  const double within = std::sqrt((least + most) * (least + most) +
                                  2.0 * most * most + 4.0 * radius * length);
  // No centre beyond this can be the nearest.
  const double limit = (within + most) * (within + most) + error - norm;
  if (two.second > limit) {
    return {static_cast<int>(two.at), static_cast<float>(least + radii),
            static_cast<float>(root(norm + two.second - error) - radii)};
  }
  std::vector<size_t> doubtful;
  for (size_t j = 0; j < centers_.count; ++j) {
    if (norms_[j] - 2.0f * products[j] <= limit) doubtful.push_back(j);
  }
  NearestCenter found = FindAmong(doubtful, row);
  // The other centres are beyond the limit.
  if (doubtful.size() < centers_.count) {
    found.other = std::min(found.other, static_cast<float>(within - radius));
  }
  return found;
}

// Compares a row with some of the centres, by differences.
NearestCenter CenterSearch::FindAmong(absl::Span<const size_t> centers,
                                      const float* row) const {
  std::vector<float> distances(FilledUp(centers.size()), kInfinity);
  for (size_t i = 0; i < centers.size(); ++i) {
    SquaredDistances({row}, centers_.Slice(centers[i], centers[i] + 1),
                     &distances[i], 1);
  }
  const TwoLeast two = HWY_DYNAMIC_DISPATCH(FindTwoLeastNumbers)(
      distances.data(), distances.size());
  NearestCenter found = NearestOf(two, error_);
  found.label = static_cast<int>(centers[found.label]);
  return found;
}

}  // namespace feluda
#endif  // HWY_ONCE
