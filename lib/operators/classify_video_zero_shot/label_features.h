// CLIP's features of labels, each computed once and kept for the next video.
//
//   LabelFeatures features(*std::move(tokenizer), *std::move(text));
//   auto labels = features.Of({"a photo of a cat", "a photo of a dog"});
//   if (labels.ok()) Use(**labels);  // 2 x 512, of length 1 each
//
// Threads: one at a time. Memory: the text tower's weights, 150 MB, and 2 KiB a
// label.

#ifndef LIB_OPERATORS_CLASSIFY_VIDEO_ZERO_SHOT_LABEL_FEATURES_H_
#define LIB_OPERATORS_CLASSIFY_VIDEO_ZERO_SHOT_LABEL_FEATURES_H_

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/networks/models/clip_text.h"
#include "lib/networks/tokenizer/clip_tokenizer.h"

namespace feluda {

class LabelFeatures {
 public:
  // If more labels than this are kept, Of() begins by forgetting all of them.
  static constexpr size_t kMaxKept = 10'000;

  LabelFeatures(ClipTokenizer tokenizer, std::unique_ptr<ClipText> text);

  // Returns the labels' features one after the other; valid until the next
  // call. Error: InvalidArgument for labels that are not UTF-8 or too long.
  absl::StatusOr<absl::Span<const float>> Of(
      const std::vector<std::string>& labels);

  // How many numbers the features of a label have.
  size_t dimension() const;
  // The factor of cosines before softmax.
  float scale() const { return text_->logit_scale(); }
  // How many labels have been computed so far.
  size_t computed() const { return computed_; }

  void Forget() { kept_.clear(); }

 private:
  absl::Status Compute(const std::vector<std::string>& labels);

  const ClipTokenizer tokenizer_;
  const std::unique_ptr<ClipText> text_;
  std::unordered_map<std::string, std::vector<float>> kept_;
  std::vector<float> features_;
  size_t computed_ = 0;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLASSIFY_VIDEO_ZERO_SHOT_LABEL_FEATURES_H_
