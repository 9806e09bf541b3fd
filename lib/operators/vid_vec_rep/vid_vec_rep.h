// Feluda's operator vid_vec_rep: turns a video into 512 numbers for each of its
// key frames, and their mean, by CLIP ViT-B/32. Similar pictures have similar
// numbers.
//
//   VidVecRep::Config config;
//   config.model_directory = "/data/models";  // has clip_vit_b32.safetensors
//   auto embedding = VidVecRep::Create(config);
//   if (!embedding.ok()) return embedding.status();
//   absl::StatusOr<VideoVectors> vectors = (*embedding)->Run({"cuts.mp4"});
//   if (vectors.ok()) Store(vectors->vectors.front().values);  // the mean
//
// Key frames are resized and cut as CLIP's preprocessing does
// (lib/operators/clip/key_frame_features.h). The numbers are the image tower's
// features, not brought to length 1, as Feluda's are.
//
// Peak memory: the packed weights, 350 MB; the decoder's frames; a batch, some
// 4 MB a frame; and 2 KiB for each key frame of the result, unless `on_frame`
// takes them. So memory hardly depends on the video's length.

#ifndef LIB_OPERATORS_VID_VEC_REP_VID_VEC_REP_H_
#define LIB_OPERATORS_VID_VEC_REP_VID_VEC_REP_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/base/facts.h"
#include "lib/media/video/video_file.h"
#include "lib/operators/models/model_file.h"
#include "lib/operators/operator.h"

namespace feluda {

class ClipVision;

struct VideoVector {
  // The 512 numbers.
  std::vector<float> values;
  // Whether it is the mean of all frames.
  bool is_avg = false;
  // When the frame is shown, from the beginning of the file.
  double seconds = 0.0;
};

struct VideoVectors {
  // The mean first, then the key frames in the order in which they are shown;
  // the mean alone where `on_frame` took the frames.
  std::vector<VideoVector> vectors;
  // `n_frames`, `n_packets` and `damaged_packets`, of key frames.
  Facts facts;
};

class VidVecRep final : public Operator<VideoFile, VideoVectors> {
 public:
  struct Config {
    // Contains clip_vit_b32.safetensors or model.safetensors. If it is empty,
    // weights are made up and kept in the user's cache: then only the cost is
    // true, and the numbers mean nothing.
    std::string model_directory;
    // Takes CLIP models of other sizes than ViT-B/32 as well, whose features
    // may be more or fewer than 512.
    bool any_size = false;
    // The threads of decoding and of the network, 1 to 64. The numbers are the
    // same within 1e-5 of the largest for any number.
    int threads = 1;
    // How many frames go through the network at once, 1 to 64.
    int batch = 8;
    // How long a video may take; more than 0.
    absl::Duration time_limit = absl::InfiniteDuration();
    // The share of a video that may be damaged or cut off, 0 to 1.
    double max_damage = 0.1;
    // Called with each frame as it comes, so that the result need not keep
    // them, as for videos in which every frame is a key frame. Damage may be
    // found only after the last frame. May be null.
    std::function<absl::Status(VideoVector frame)> on_frame = nullptr;
    // Deletes the video once it was processed, also if that failed.
    bool remove_after_processing = false;
  };

  // Loads the network. Errors name the member, or the file and the tensor.
  static absl::StatusOr<std::unique_ptr<VidVecRep>> Create(
      const Config& config);

  ~VidVecRep() override;

  // Errors name the file: NotFound if it is missing, InvalidArgument if it is
  // no video, DataLoss if too much of it is damaged or it has no key frame,
  // DeadlineExceeded; FailedPrecondition after Cleanup().
  absl::StatusOr<VideoVectors> Run(const VideoFile& video) override;

  void Cleanup() override;

  // The members of Config but for `on_frame`, with `weights` in place of the
  // directory: "synthetic" or the file.
  Facts State() const override;

  // The file that the weights were read from.
  const ModelFile& model() const { return model_; }

 private:
  VidVecRep(const Config& config, ModelFile model,
            std::unique_ptr<ClipVision> vision);

  absl::StatusOr<VideoVectors> Embed(const std::string& path);

  const Config config_;
  const ModelFile model_;
  std::unique_ptr<ClipVision> vision_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_VID_VEC_REP_VID_VEC_REP_H_
