#include "lib/operators/classify_video_zero_shot/label_features.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/networks/tensor.h"
#include "lib/operators/clip/label_scores.h"

namespace feluda {
namespace {

// How many labels go through the network at once.
constexpr size_t kBatch = 32;

}  // namespace

LabelFeatures::LabelFeatures(ClipTokenizer tokenizer,
                             std::unique_ptr<ClipText> text)
    : tokenizer_(std::move(tokenizer)), text_(std::move(text)) {}

size_t LabelFeatures::dimension() const {
  return static_cast<size_t>(text_->size().features);
}

absl::Status LabelFeatures::Compute(const std::vector<std::string>& labels) {
  std::vector<std::vector<int32_t>> ids;
  for (const std::string& label : labels) {
    absl::StatusOr<std::vector<int32_t>> encoded = tokenizer_.Encode(label);
    if (!encoded.ok()) {
      return absl::Status(encoded.status().code(),
                          absl::StrCat("labels: ", encoded.status().message()));
    }
    ids.push_back(*std::move(encoded));
  }
  for (size_t first = 0; first < ids.size(); first += kBatch) {
    const size_t count = std::min(kBatch, ids.size() - first);
    const absl::StatusOr<Tensor> computed =
        text_->Run(absl::MakeConstSpan(ids).subspan(first, count));
    if (!computed.ok()) return computed.status();
    for (size_t i = 0; i < count; ++i) {
      const auto row = computed->values().subspan(i * dimension(), dimension());
      std::vector<float>& features = kept_[labels[first + i]];
      features.assign(row.begin(), row.end());
      ScaleToUnit(absl::MakeSpan(features));
    }
  }
  computed_ += ids.size();
  return absl::OkStatus();
}

absl::StatusOr<absl::Span<const float>> LabelFeatures::Of(
    const std::vector<std::string>& labels) {
  if (kept_.size() > kMaxKept) Forget();
  std::vector<std::string> missing;
  for (const std::string& label : labels) {
    if (kept_.count(label) == 0) missing.push_back(label);
  }
  if (absl::Status s = Compute(missing); !s.ok()) return s;
  features_.clear();
  for (const std::string& label : labels) {
    const std::vector<float>& features = kept_.at(label);
    features_.insert(features_.end(), features.begin(), features.end());
  }
  return absl::MakeConstSpan(features_);
}

}  // namespace feluda
