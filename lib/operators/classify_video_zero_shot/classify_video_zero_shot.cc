#include "lib/operators/classify_video_zero_shot/classify_video_zero_shot.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "lib/networks/models/clip_vision.h"
#include "lib/operators/classify_video_zero_shot/label_features.h"
#include "lib/operators/clip/key_frame_features.h"
#include "lib/operators/clip/label_scores.h"
#include "lib/operators/models/clip_model.h"
#include "lib/operators/models/freed_memory.h"
#include "lib/operators/operator_edge.h"

namespace feluda {
namespace {

using Config = ClassifyVideoZeroShot::Config;

KeyFrameOptions OptionsOf(const Config& config) {
  KeyFrameOptions options;
  options.batch = config.batch;
  options.decoder.threads = config.threads;
  options.decoder.time_limit = config.time_limit;
  options.decoder.max_damage = config.max_damage;
  return options;
}

absl::StatusOr<std::unique_ptr<LabelFeatures>> LoadLabels(
    const Config& config, const ModelFile& model,
    const NetworkOptions& options) {
  auto text = LoadClipText(model, config.any_size, options);
  if (!text.ok()) return text.status();
  absl::StatusOr<ClipTokenizer> tokenizer =
      LoadClipTokenizer(config.model_directory, (*text)->size().vocabulary);
  if (!tokenizer.ok()) return tokenizer.status();
  return std::make_unique<LabelFeatures>(*std::move(tokenizer),
                                         *std::move(text));
}

// A prediction of made-up weights is none, and so no fact that a report shows.
ClassifiedVideo Classified(const std::vector<std::string>& labels,
                           std::vector<float> probabilities, Facts facts,
                           bool is_synthetic) {
  const auto largest =
      std::max_element(probabilities.begin(), probabilities.end());
  ClassifiedVideo classified;
  classified.prediction =
      labels[static_cast<size_t>(largest - probabilities.begin())];
  facts["n_labels"] = static_cast<double>(labels.size());
  if (!is_synthetic) {
    facts["prediction"] = classified.prediction;
    facts["probability"] = static_cast<double>(*largest);
  }
  classified.probs = std::move(probabilities);
  classified.facts = std::move(facts);
  return classified;
}

}  // namespace

ClassifyVideoZeroShot::ClassifyVideoZeroShot(
    const Config& config, ModelFile model, std::unique_ptr<ClipVision> vision,
    std::unique_ptr<LabelFeatures> labels)
    : config_(config),
      model_(std::move(model)),
      vision_(std::move(vision)),
      labels_(std::move(labels)) {}

ClassifyVideoZeroShot::~ClassifyVideoZeroShot() = default;

absl::StatusOr<std::unique_ptr<ClassifyVideoZeroShot>>
ClassifyVideoZeroShot::Create(const Config& config) {
  using Result = absl::StatusOr<std::unique_ptr<ClassifyVideoZeroShot>>;
  if (absl::Status s = Validate(OptionsOf(config)); !s.ok()) return s;
  return CatchExceptions("classify_video_zero_shot", [&]() -> Result {
    absl::StatusOr<ModelFile> model =
        FindModel(ClipSource(), config.model_directory);
    if (!model.ok()) return model.status();
    NetworkOptions options;
    options.threads = config.threads;
    auto labels = LoadLabels(config, *model, options);
    if (!labels.ok()) return labels.status();
    auto vision = LoadClipVision(*model, config.any_size, options);
    if (!vision.ok()) return vision.status();
    return std::unique_ptr<ClassifyVideoZeroShot>(new ClassifyVideoZeroShot(
        config, *std::move(model), *std::move(vision), *std::move(labels)));
  });
}

absl::StatusOr<ClassifiedVideo> ClassifyVideoZeroShot::Classify(
    const VideoWithLabels& input) {
  if (input.labels.empty()) {
    return absl::InvalidArgumentError("labels: must be at least one");
  }
  if (config_.forget_labels) labels_->Forget();
  const absl::StatusOr<absl::Span<const float>> features =
      labels_->Of(input.labels);
  if (!features.ok()) return features.status();
  LabelScores scores(*features, labels_->dimension(), labels_->scale());
  KeyFrameOptions options = OptionsOf(config_);
  options.side = static_cast<int>(vision_->size().image);
  absl::StatusOr<Facts> facts = ForEachKeyFrame(
      input.video.path, options,
      [&](const Tensor& images) { return vision_->Run(images); },
      [&](const KeyFrame& frame) {
        scores.Add(frame.features);
        return absl::OkStatus();
      });
  if (!facts.ok()) return facts.status();
  return Classified(input.labels, scores.Mean(), *std::move(facts),
                    model_.is_synthetic);
}

absl::StatusOr<ClassifiedVideo> ClassifyVideoZeroShot::Run(
    const VideoWithLabels& input) {
  if (vision_ == nullptr) {
    return absl::FailedPreconditionError(
        "classify_video_zero_shot: Run() after Cleanup(); create it anew");
  }
  return AtEdge(input.video.path, config_.remove_after_processing,
                [&] { return Classify(input); });
}

void ClassifyVideoZeroShot::Cleanup() {
  vision_.reset();
  labels_.reset();
  ReturnFreedMemory();
}

Facts ClassifyVideoZeroShot::State() const {
  Facts state;
  state["weights"] = model_.is_synthetic ? "synthetic" : model_.path;
  if (model_.is_synthetic) state["vocabulary"] = "synthetic";
  state["any_size"] = config_.any_size ? 1.0 : 0.0;
  state["threads"] = static_cast<double>(config_.threads);
  state["batch"] = static_cast<double>(config_.batch);
  state["forget_labels"] = config_.forget_labels ? 1.0 : 0.0;
  state["time_limit"] = absl::FormatDuration(config_.time_limit);
  state["max_damage"] = config_.max_damage;
  state["remove_after_processing"] =
      config_.remove_after_processing ? 1.0 : 0.0;
  return state;
}

}  // namespace feluda
