#include "lib/operators/detect_lewd_images/detect_lewd_images.h"

#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/media/image/image.h"
#include "lib/operators/detect_lewd_images/classifier.h"
#include "lib/operators/image_loading.h"
#include "lib/operators/models/freed_memory.h"
#include "lib/operators/models/lewd_images_model.h"
#include "lib/operators/operator_edge.h"

namespace feluda {

DetectLewdImages::DetectLewdImages(const Config& config, ModelFile model,
                                   std::unique_ptr<Classifier> classifier)
    : config_(config),
      model_(std::move(model)),
      engine_(classifier->engine()),
      classifier_(std::move(classifier)) {}

DetectLewdImages::~DetectLewdImages() = default;

absl::StatusOr<std::unique_ptr<DetectLewdImages>> DetectLewdImages::Create(
    const Config& config) {
  using Result = absl::StatusOr<std::unique_ptr<DetectLewdImages>>;
  if (absl::Status s = CheckModelThreads(config.threads); !s.ok()) return s;
  return CatchExceptions("detect_lewd_images", [&]() -> Result {
    absl::StatusOr<ModelFile> model =
        FindModel(LewdImagesSource(), config.model_directory);
    if (!model.ok()) return model.status();
    auto classifier = Classifier::Load(model->path, config.threads);
    if (!classifier.ok()) return classifier.status();
    return std::unique_ptr<DetectLewdImages>(new DetectLewdImages(
        config, *std::move(model), *std::move(classifier)));
  });
}

absl::StatusOr<LewdImage> DetectLewdImages::Detect(const ImageInput& input) {
  const absl::StatusOr<Image> image = LoadImage(input, config_.limits);
  if (!image.ok()) return image.status();
  const absl::StatusOr<float> probability = classifier_->Probability(*image);
  if (!probability.ok()) {
    return absl::Status(
        probability.status().code(),
        absl::StrCat(NameOf(input), ": ", probability.status().message()));
  }
  LewdImage detected;
  detected.probability = *probability;
  detected.facts["width"] = static_cast<double>(image->width);
  detected.facts["height"] = static_cast<double>(image->height);
  detected.facts["engine"] = engine_;
  // What made-up weights find is no fact that a report shows.
  if (!model_.is_synthetic) {
    detected.facts["probability"] = static_cast<double>(*probability);
  }
  return detected;
}

absl::StatusOr<LewdImage> DetectLewdImages::Run(const ImageInput& input) {
  if (classifier_ == nullptr) {
    return absl::FailedPreconditionError(
        "detect_lewd_images: Run() after Cleanup(); create it anew");
  }
  const ImageFile* const file = std::get_if<ImageFile>(&input);
  return AtEdge(file == nullptr ? "" : file->path,
                config_.remove_after_processing, [&] { return Detect(input); });
}

void DetectLewdImages::Cleanup() {
  classifier_.reset();
  ReturnFreedMemory();
}

Facts DetectLewdImages::State() const {
  Facts state;
  state["weights"] = model_.is_synthetic ? "synthetic" : model_.path;
  state["engine"] = engine_;
  state["threads"] = static_cast<double>(config_.threads);
  state["remove_after_processing"] =
      config_.remove_after_processing ? 1.0 : 0.0;
  return state;
}

}  // namespace feluda
