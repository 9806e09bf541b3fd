// Feluda's operator detect_lewd_images: the probability that an image is lewd,
// by a classifier in an ONNX file; Bumble's private detector by default.
//
//   DetectLewdImages::Config config;
//   config.model_directory = "/data/models";  // has lewd_images.onnx
//   auto detecting = DetectLewdImages::Create(config);
//   if (!detecting.ok()) return detecting.status();
//   absl::StatusOr<LewdImage> image =
//       (*detecting)->Run(ImageFile{"photo.jpg"});
//
// The image is fitted into 480 x 480 pixels with grey around it and scaled to
// (x - 128) / 128, unless the JSON file beside the model says otherwise
// (classifier_settings.h).
//
// Peak memory: the network's, some 85 MB of packed weights for EfficientNetV2-S
// and 40 MB of activations; the image, 7 bytes a pixel.

#ifndef LIB_OPERATORS_DETECT_LEWD_IMAGES_DETECT_LEWD_IMAGES_H_
#define LIB_OPERATORS_DETECT_LEWD_IMAGES_DETECT_LEWD_IMAGES_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/base/facts.h"
#include "lib/media/image/image_input.h"
#include "lib/media/image/pix.h"
#include "lib/operators/models/model_file.h"
#include "lib/operators/operator.h"

namespace feluda {

class Classifier;

struct LewdImage {
  // 0 to 1.
  float probability = 0.0f;
  // `width` and `height` of the image; `engine`, which ran the network; and
  // `probability`, unless the weights are made up.
  Facts facts;
};

class DetectLewdImages final : public Operator<ImageInput, LewdImage> {
 public:
  struct Config {
    // Contains lewd_images.onnx. If it is empty, weights are made up and kept
    // in the user's cache: then only the cost is true, and probabilities mean
    // nothing.
    std::string model_directory;
    // 1 to 256. Probabilities are the same within 1e-5 for any number.
    int threads = 1;
    // Larger images are refused.
    ImageLimits limits;
    // Deletes an input file once it was processed, also if that failed.
    bool remove_after_processing = false;
  };

  // Loads the network. Errors name the file and what is wrong in it.
  static absl::StatusOr<std::unique_ptr<DetectLewdImages>> Create(
      const Config& config);

  ~DetectLewdImages() override;

  // Errors are those of image_reader.h, which name the file; FailedPrecondition
  // after Cleanup().
  absl::StatusOr<LewdImage> Run(const ImageInput& input) override;

  void Cleanup() override;

  // `threads`, `remove_after_processing`, `engine`, and `weights`: "synthetic"
  // or the file.
  Facts State() const override;

  // The file that the weights were read from.
  const ModelFile& model() const { return model_; }

 private:
  DetectLewdImages(const Config& config, ModelFile model,
                   std::unique_ptr<Classifier> classifier);

  absl::StatusOr<LewdImage> Detect(const ImageInput& input);

  const Config config_;
  const ModelFile model_;
  const std::string engine_;
  std::unique_ptr<Classifier> classifier_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DETECT_LEWD_IMAGES_DETECT_LEWD_IMAGES_H_
