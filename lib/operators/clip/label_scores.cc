#include "lib/operators/clip/label_scores.h"

#include <algorithm>
#include <cmath>

namespace feluda {
namespace {

double Dot(absl::Span<const float> a, absl::Span<const float> b) {
  double sum = 0.0;
  for (size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * b[i];
  return sum;
}

}  // namespace

void ScaleToUnit(absl::Span<float> values) {
  const double length = std::sqrt(Dot(values, values));
  if (length == 0.0) return;
  for (float& value : values) value = static_cast<float>(value / length);
}

LabelScores::LabelScores(absl::Span<const float> labels, size_t dimension,
                         float scale)
    : labels_(labels),
      dimension_(dimension),
      scale_(scale),
      sums_(labels.size() / dimension),
      scores_(sums_.size()) {}

void LabelScores::Add(absl::Span<const float> features) {
  const double length = std::sqrt(Dot(features, features));
  const double factor = length == 0.0 ? 0.0 : scale_ / length;
  for (size_t i = 0; i < scores_.size(); ++i) {
    const auto label = labels_.subspan(i * dimension_, dimension_);
    scores_[i] = factor * Dot(features, label);
  }
  // Less the largest, so that no exponential overflows.
  const double largest = *std::max_element(scores_.begin(), scores_.end());
  double sum = 0.0;
  for (double& score : scores_) sum += score = std::exp(score - largest);
  for (size_t i = 0; i < scores_.size(); ++i) sums_[i] += scores_[i] / sum;
  ++pictures_;
}

std::vector<float> LabelScores::Mean() const {
  std::vector<float> mean;
  mean.reserve(sums_.size());
  for (double sum : sums_) {
    mean.push_back(static_cast<float>(sum / static_cast<double>(pictures_)));
  }
  return mean;
}

}  // namespace feluda
