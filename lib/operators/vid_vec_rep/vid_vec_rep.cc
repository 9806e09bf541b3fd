#include "lib/operators/vid_vec_rep/vid_vec_rep.h"

#include <cstddef>
#include <utility>

#include "absl/types/span.h"
#include "lib/networks/models/clip_vision.h"
#include "lib/operators/clip/key_frame_features.h"
#include "lib/operators/models/clip_model.h"
#include "lib/operators/models/freed_memory.h"
#include "lib/operators/operator_edge.h"

namespace feluda {
namespace {

KeyFrameOptions OptionsOf(const VidVecRep::Config& config) {
  KeyFrameOptions options;
  options.batch = config.batch;
  options.decoder.threads = config.threads;
  options.decoder.time_limit = config.time_limit;
  options.decoder.max_damage = config.max_damage;
  return options;
}

// The mean of any number of vectors, in double, so that a long video's last
// frames count as much as its first.
class Mean {
 public:
  void Add(absl::Span<const float> values) {
    sums_.resize(values.size());
    for (size_t i = 0; i < values.size(); ++i) sums_[i] += values[i];
    ++count_;
  }

  std::vector<float> Values() const {
    std::vector<float> values;
    values.reserve(sums_.size());
    for (double sum : sums_) {
      values.push_back(static_cast<float>(sum / static_cast<double>(count_)));
    }
    return values;
  }

 private:
  std::vector<double> sums_;
  size_t count_ = 0;
};

}  // namespace

VidVecRep::VidVecRep(const Config& config, ModelFile model,
                     std::unique_ptr<ClipVision> vision)
    : config_(config), model_(std::move(model)), vision_(std::move(vision)) {}

VidVecRep::~VidVecRep() = default;

absl::StatusOr<std::unique_ptr<VidVecRep>> VidVecRep::Create(
    const Config& config) {
  using Result = absl::StatusOr<std::unique_ptr<VidVecRep>>;
  if (absl::Status s = Validate(OptionsOf(config)); !s.ok()) return s;
  return CatchExceptions("vid_vec_rep", [&]() -> Result {
    absl::StatusOr<ModelFile> model =
        FindModel(ClipSource(), config.model_directory);
    if (!model.ok()) return model.status();
    NetworkOptions options;
    options.threads = config.threads;
    auto vision = LoadClipVision(*model, config.any_size, options);
    if (!vision.ok()) return vision.status();
    return std::unique_ptr<VidVecRep>(
        new VidVecRep(config, *std::move(model), *std::move(vision)));
  });
}

absl::StatusOr<VideoVectors> VidVecRep::Embed(const std::string& path) {
  VideoVectors result;
  result.vectors.emplace_back();
  Mean mean;
  const auto take = [&](const KeyFrame& frame) {
    mean.Add(frame.features);
    VideoVector vector;
    vector.values.assign(frame.features.begin(), frame.features.end());
    vector.seconds = frame.seconds;
    if (config_.on_frame != nullptr) return config_.on_frame(std::move(vector));
    result.vectors.push_back(std::move(vector));
    return absl::OkStatus();
  };
  KeyFrameOptions options = OptionsOf(config_);
  options.side = static_cast<int>(vision_->size().image);
  absl::StatusOr<Facts> facts = ForEachKeyFrame(
      path, options, [&](const Tensor& images) { return vision_->Run(images); },
      take);
  if (!facts.ok()) return facts.status();
  result.vectors.front().values = mean.Values();
  result.vectors.front().is_avg = true;
  result.facts = *std::move(facts);
  return result;
}

absl::StatusOr<VideoVectors> VidVecRep::Run(const VideoFile& video) {
  if (vision_ == nullptr) {
    return absl::FailedPreconditionError(
        "vid_vec_rep: Run() after Cleanup(); create it anew");
  }
  return AtEdge(video.path, config_.remove_after_processing,
                [&] { return Embed(video.path); });
}

void VidVecRep::Cleanup() {
  vision_.reset();
  ReturnFreedMemory();
}

Facts VidVecRep::State() const {
  Facts state;
  state["weights"] = model_.is_synthetic ? "synthetic" : model_.path;
  state["any_size"] = config_.any_size ? 1.0 : 0.0;
  state["threads"] = static_cast<double>(config_.threads);
  state["batch"] = static_cast<double>(config_.batch);
  state["time_limit"] = absl::FormatDuration(config_.time_limit);
  state["max_damage"] = config_.max_damage;
  state["remove_after_processing"] =
      config_.remove_after_processing ? 1.0 : 0.0;
  return state;
}

}  // namespace feluda
