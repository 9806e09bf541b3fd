// Scores how well labels fit pictures, by the features that CLIP gave to both:
// for each picture the softmax of the scaled cosines, and the mean of that over
// pictures.
//
//   LabelScores scores(label_features, /*scale=*/100);
//   scores.Add(frame_features);
//   std::vector<float> probabilities = scores.Mean();
//
// Sums are in double, so that rounding does not grow with the number of
// pictures. Threads: one at a time. Memory: 8 bytes a label, and the labels'
// features.

#ifndef LIB_OPERATORS_CLIP_LABEL_SCORES_H_
#define LIB_OPERATORS_CLIP_LABEL_SCORES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace feluda {

// Brings a vector to length 1; one of zeros stays as it is.
void ScaleToUnit(absl::Span<float> values);

class LabelScores {
 public:
  // `labels` are vectors of length 1, one after the other, `dimension` numbers
  // each; they must outlive the object. REQUIRES: at least one.
  LabelScores(absl::Span<const float> labels, size_t dimension, float scale);

  // Adds a picture. Its features may have any length.
  void Add(absl::Span<const float> features);

  // The labels' probabilities, whose sum is 1. REQUIRES: a picture was added.
  std::vector<float> Mean() const;

 private:
  const absl::Span<const float> labels_;
  const size_t dimension_;
  const double scale_;
  std::vector<double> sums_;
  // Scores of one picture.
  std::vector<double> scores_;
  int64_t pictures_ = 0;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLIP_LABEL_SCORES_H_
