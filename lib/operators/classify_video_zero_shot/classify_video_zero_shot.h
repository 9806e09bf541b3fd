// Feluda's operator classify_video_zero_shot: tells which of some labels fits a
// video best, by CLIP ViT-B/32, which was not trained on these labels.
//
//   ClassifyVideoZeroShot::Config config;
//   config.model_directory = "/data/models";
//   auto classifying = ClassifyVideoZeroShot::Create(config);
//   if (!classifying.ok()) return classifying.status();
//   auto classified = (*classifying)->Run({{"cuts.mp4"}, {"cat", "dog"}});
//   if (classified.ok()) Show(classified->prediction);
//
// Each key frame (lib/operators/clip/key_frame_features.h) gives each label a
// probability, the softmax of their similarities; a label's probability is the
// mean over the frames, and the prediction is the label of the largest. Labels
// are embedded once and kept for the next video.
//
// Peak memory: the packed weights of both towers, 500 MB; the decoder's frames;
// a batch, some 4 MB a frame; 2 KiB a label. It does not depend on the video's
// length.

#ifndef LIB_OPERATORS_CLASSIFY_VIDEO_ZERO_SHOT_CLASSIFY_VIDEO_ZERO_SHOT_H_
#define LIB_OPERATORS_CLASSIFY_VIDEO_ZERO_SHOT_CLASSIFY_VIDEO_ZERO_SHOT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/base/facts.h"
#include "lib/media/video/video_file.h"
#include "lib/operators/models/model_file.h"
#include "lib/operators/operator.h"

namespace feluda {

class ClipVision;
class LabelFeatures;

struct VideoWithLabels {
  VideoFile video;
  // At least one, in UTF-8. A text of more than 77 tokens is cut off.
  std::vector<std::string> labels;
};

struct ClassifiedVideo {
  // One of the labels.
  std::string prediction;
  // The probability of each label, in their order; their sum is 1.
  std::vector<float> probs;
  // `n_frames`, `n_packets` and `damaged_packets`, of key frames; `n_labels`;
  // and `prediction` and its `probability`, unless the weights are made up.
  Facts facts;
};

class ClassifyVideoZeroShot final
    : public Operator<VideoWithLabels, ClassifiedVideo> {
 public:
  struct Config {
    // Contains clip_vit_b32.safetensors or model.safetensors, and either
    // vocab.json and merges.txt or bpe_simple_vocab_16e6.txt.gz. If it is
    // empty, weights are made up and the vocabulary is one of bytes: then only
    // the cost is true, and predictions mean nothing.
    std::string model_directory;
    // Takes CLIP models of other sizes than ViT-B/32 as well, whose features
    // may be more or fewer than 512.
    bool any_size = false;
    // The threads of decoding and of the networks, 1 to 64. Probabilities are
    // the same within 1e-5 for any number.
    int threads = 1;
    // How many frames go through the network at once, 1 to 64.
    int batch = 8;
    // Embeds the labels again for each video, to measure what that costs.
    bool forget_labels = false;
    // How long a video may take; more than 0.
    absl::Duration time_limit = absl::InfiniteDuration();
    // The share of a video that may be damaged or cut off, 0 to 1.
    double max_damage = 0.1;
    // Deletes the video once it was processed, also if that failed. Feluda
    // always does.
    bool remove_after_processing = false;
  };

  // Loads both towers and the vocabulary. Errors name the member, or the file
  // and the tensor.
  static absl::StatusOr<std::unique_ptr<ClassifyVideoZeroShot>> Create(
      const Config& config);

  ~ClassifyVideoZeroShot() override;

  // Errors are those of vid_vec_rep.h, which name the file, and InvalidArgument
  // for labels: there is none, or one is not UTF-8. FailedPrecondition after
  // Cleanup().
  absl::StatusOr<ClassifiedVideo> Run(const VideoWithLabels& input) override;

  void Cleanup() override;

  // The members of Config, with `weights` in place of the directory:
  // "synthetic" or the file. With made-up weights `vocabulary` is "synthetic",
  // too.
  Facts State() const override;

  // The file that the weights were read from.
  const ModelFile& model() const { return model_; }

 private:
  ClassifyVideoZeroShot(const Config& config, ModelFile model,
                        std::unique_ptr<ClipVision> vision,
                        std::unique_ptr<LabelFeatures> labels);

  absl::StatusOr<ClassifiedVideo> Classify(const VideoWithLabels& input);

  const Config config_;
  const ModelFile model_;
  std::unique_ptr<ClipVision> vision_;
  std::unique_ptr<LabelFeatures> labels_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLASSIFY_VIDEO_ZERO_SHOT_CLASSIFY_VIDEO_ZERO_SHOT_H_
