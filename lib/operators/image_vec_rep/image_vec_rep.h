// Feluda's operator image_vec_rep: turns an image into 512 numbers, such that
// images of similar things have similar numbers, by ResNet-18.
//
//   ImageVecRep::Config config;
//   config.model_directory = "/data/models";  // has resnet18.safetensors
//   auto embedding = ImageVecRep::Create(config);
//   if (!embedding.ok()) return embedding.status();
//   absl::StatusOr<ImageVector> vector =
//       (*embedding)->Run(ImageFile{"photo.jpg"});
//
// The image is resized so that its shorter side has 224 pixels and its aspect
// stays, as torchvision's Resize(224) and Pillow do, normalised with ImageNet's
// mean and deviation, and put through the network; the numbers are those of its
// global average pool. Feluda rounds them to float16 in the end; here they stay
// float32, within 1e-4 of torch's.
//
// Peak memory: the packed weights, 45 MB; the image, 7 bytes a pixel; and some
// 10 MB for the network's activations at 224 x 298.

#ifndef LIB_OPERATORS_IMAGE_VEC_REP_IMAGE_VEC_REP_H_
#define LIB_OPERATORS_IMAGE_VEC_REP_IMAGE_VEC_REP_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/facts.h"
#include "lib/media/image/image.h"
#include "lib/media/image/image_input.h"
#include "lib/media/image/pix.h"
#include "lib/operators/models/model_file.h"
#include "lib/operators/operator.h"

namespace feluda {

class Network;

struct ImageVector {
  // The 512 numbers.
  std::vector<float> values;
  // `width` and `height` of the image; `resized_width` and `resized_height`,
  // with which it went through the network.
  Facts facts;
};

class ImageVecRep final : public Operator<ImageInput, ImageVector> {
 public:
  struct Config {
    // Contains resnet18.safetensors, with torchvision's names of tensors. If it
    // is empty, weights are made up and kept in the user's cache: then only the
    // cost is true, and the numbers mean nothing.
    std::string model_directory;
    // 1 to 256. The numbers are the same within 1e-5 for any number.
    int threads = 1;
    // Larger images are refused.
    ImageLimits limits;
    // Deletes an input file once it was processed, also if that failed.
    bool remove_after_processing = false;
  };

  // The longest side of a resized image. Images of a longer side, whose sides
  // are as 1 to 36 or more, are refused, since the network's memory grows with
  // it.
  static constexpr int kMaxResizedSide = 8192;

  // Loads the network. Errors name the file and the tensor, with the shapes
  // expected and found; NotFoundError if the directory lacks the file.
  static absl::StatusOr<std::unique_ptr<ImageVecRep>> Create(
      const Config& config);

  ~ImageVecRep() override;

  // Errors name the file: NotFoundError if it is missing, those of
  // image_reader.h, InvalidArgumentError for one that is too long;
  // FailedPreconditionError after Cleanup().
  absl::StatusOr<ImageVector> Run(const ImageInput& input) override;

  void Cleanup() override;

  // `threads`, `remove_after_processing`, and `weights`: "synthetic" or the
  // file.
  Facts State() const override;

  // The file that the weights were read from.
  const ModelFile& model() const { return model_; }

 private:
  ImageVecRep(const Config& config, ModelFile model,
              std::unique_ptr<Network> network);

  absl::StatusOr<ImageVector> Embed(const ImageInput& input);

  const Config config_;
  const ModelFile model_;
  std::unique_ptr<Network> network_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_IMAGE_VEC_REP_IMAGE_VEC_REP_H_
