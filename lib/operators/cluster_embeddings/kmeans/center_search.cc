#include "lib/operators/cluster_embeddings/kmeans/center_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

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

// Each lane keeps its two least numbers.
TwoLeast FindTwoLeast(const float* HWY_RESTRICT values, size_t count) {
  const hn::ScalableTag<float> d;
  const size_t lanes = hn::Lanes(d), whole = count - count % lanes;
  auto least = hn::Set(d, std::numeric_limits<float>::infinity());
  auto second = least;
  for (size_t i = 0; i < whole; i += lanes) {
    const auto value = hn::LoadU(d, values + i);
    second = hn::Min(second, hn::Max(least, value));
    least = hn::Min(least, value);
  }
  HWY_ALIGN float kept[2 * hn::MaxLanes(d)];
  hn::Store(least, d, kept);
  hn::Store(second, d, kept + lanes);
  TwoLeast two = {0, kept[0], std::numeric_limits<float>::infinity()};
  const auto add = [&](float value) {
    two.second = std::min(two.second, std::max(two.least, value));
    two.least = std::min(two.least, value);
  };
  for (size_t i = 1; i < 2 * lanes; ++i) add(kept[i]);
  for (size_t i = whole; i < count; ++i) add(values[i]);
  two.at = std::find(values, values + count, two.least) - values;
  return two;
}

// Writes `values` less `origin`, and asks for the numbers `next` in the
// second-level cache.
void Subtract(const float* HWY_RESTRICT origin,
              const float* HWY_RESTRICT values, const float* next, size_t count,
              float* HWY_RESTRICT offset) {
  const hn::ScalableTag<float> d;
  const size_t lanes = hn::Lanes(d);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    __builtin_prefetch(next + i, 0, 2);
    hn::StoreU(hn::Sub(hn::LoadU(d, values + i), hn::LoadU(d, origin + i)), d,
               offset + i);
  }
  for (; i < count; ++i) offset[i] = values[i] - origin[i];
}

// Overwrites products with squared distances, less the norm of the row that the
// products are of.
void SubtractProducts(const float* HWY_RESTRICT norms, size_t count,
                      float* HWY_RESTRICT products) {
  const hn::ScalableTag<float> d;
  const size_t lanes = hn::Lanes(d);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    hn::StoreU(hn::MulAdd(hn::Set(d, -2.0f), hn::LoadU(d, products + i),
                          hn::LoadU(d, norms + i)),
               d, products + i);
  }
  for (; i < count; ++i) products[i] = norms[i] - 2.0f * products[i];
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

}  // namespace

HWY_EXPORT(FindTwoLeast);
HWY_EXPORT(Subtract);
HWY_EXPORT(SubtractProducts);

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
  std::vector<float> offset(centers.dimension);
  for (size_t j = 0; j < centers.count; ++j) {
    HWY_DYNAMIC_DISPATCH(Subtract)
    (origin_.data(), centers[j], centers[j], centers.dimension, offset.data());
    rounded_->Set(j, offset.data());
    largest_norm_ = std::max(largest_norm_, rounded_->SquaredNorm(j));
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
  const size_t count = centers_.count;
  std::vector<float> distances(rows.size() * count);
  SquaredDistances(rows, centers_, distances.data(), count);
  for (size_t i = 0; i < rows.size(); ++i) {
    const TwoLeast two =
        HWY_DYNAMIC_DISPATCH(FindTwoLeast)(&distances[i * count], count);
    found[i] = {static_cast<int>(two.at), std::sqrt(two.least) * (1 + error_),
                std::sqrt(two.second) * (1 - error_)};
  }
}

void CenterSearch::FindByProducts(absl::Span<const float* const> rows,
                                  absl::Span<NearestCenter> found) const {
  const size_t count = centers_.count, dimension = centers_.dimension;
  RoundedRows batch(std::min(kRounded, rows.size()), dimension);
  std::vector<float> offset(dimension);
  std::vector<float> squares(std::min(kRounded, rows.size()) * count);
  for (size_t begin = 0; begin < rows.size(); begin += kRounded) {
    const size_t size = std::min(kRounded, rows.size() - begin);
    for (size_t i = 0; i < size; ++i) {
      HWY_DYNAMIC_DISPATCH(Subtract)
      (origin_.data(), rows[begin + i],
       rows[std::min(begin + i + kAhead, rows.size() - 1)], dimension,
       offset.data());
      batch.Set(i, offset.data());
    }
    RoundedProducts(batch.Slice(0, size), rounded_->Slice(0, count),
                    squares.data(), count);
    for (size_t i = 0; i < size; ++i) {
      absl::Span<float> row(&squares[i * count], count);
      HWY_DYNAMIC_DISPATCH(SubtractProducts)
      (rounded_->squared_norms(), count, row.data());
      found[begin + i] = FindRounded(rows[begin + i], row, batch.SquaredNorm(i),
                                     batch.Radius(i));
    }
  }
}

// Takes the squared distances of a rounded row, less its norm. The exact
// distances are within `radii` of the roots of the squares, which are within
// `error`.
NearestCenter CenterSearch::FindRounded(const float* row,
                                        absl::Span<const float> squares,
                                        float norm, float radius) const {
  const TwoLeast two =
      HWY_DYNAMIC_DISPATCH(FindTwoLeast)(squares.data(), squares.size());
  const float radii = radius + largest_radius_;
  const float error = RoundedRows::kRounding * (norm + largest_norm_);
  const float own = std::sqrt(std::max(0.0f, norm + two.least + error)) + radii;
  // No centre beyond this can be the nearest.
  const float limit = (own + radii) * (own + radii) + error - norm;
  if (two.second > limit) {
    const float least = std::max(0.0f, norm + two.second - error);
    return {static_cast<int>(two.at), own, std::sqrt(least) - radii};
  }
  std::vector<size_t> doubtful;
  for (size_t j = 0; j < squares.size(); ++j) {
    if (squares[j] <= limit) doubtful.push_back(j);
  }
  NearestCenter found = FindAmong(doubtful, row);
  // The others are further than `own`.
  if (doubtful.size() < squares.size()) {
    found.other = std::min(found.other, own);
  }
  return found;
}

// Compares a row with some of the centres, by differences.
NearestCenter CenterSearch::FindAmong(absl::Span<const size_t> centers,
                                      const float* row) const {
  std::vector<float> distances(centers.size());
  for (size_t i = 0; i < centers.size(); ++i) {
    SquaredDistances({row}, centers_.Slice(centers[i], centers[i] + 1),
                     &distances[i], 1);
  }
  const TwoLeast two =
      HWY_DYNAMIC_DISPATCH(FindTwoLeast)(distances.data(), distances.size());
  return {static_cast<int>(centers[two.at]),
          std::sqrt(two.least) * (1 + error_),
          std::sqrt(two.second) * (1 - error_)};
}

}  // namespace feluda
#endif  // HWY_ONCE
